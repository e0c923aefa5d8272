import { defineTexts } from '../texts/texts.ts'

export const texts = defineTexts({
  unsealed: ['待封存', 'not sealed yet'],
  why: ['说明：{why}', 'In words: {why}'],
})
