import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  contact: ['联系方式', 'How to reach the person'],
  purpose: ['查看事由（会记入日志）', 'What for (goes into the journal)'],
  look: ['查看', 'Look'],
  noContact: ['没有登记', 'Not on file'],
})
