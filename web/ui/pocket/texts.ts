import { defineTexts } from '../texts/texts.ts'

export const texts = defineTexts({
  chooseOne: ['请选', 'Choose'],
})
