import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  queues: ['队列', 'Queues'],
  mine: ['等我办', 'Waiting for me'],
  look: ['看', 'Look'],
  open: ['全部在办', 'All open'],
  handled: ['我经手的', 'I worked on'],
  late: ['{count} 件超时', '{count} overdue'],
})
