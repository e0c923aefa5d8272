import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  alert: ['红色案件待派遣', 'A red case is waiting'],
  more: ['另有 {count} 件', '{count} more'],
  open: ['打开', 'Open'],
  dismiss: ['知道了', 'Got it'],
  mark: ['【红色】', '[RED] '],
})
