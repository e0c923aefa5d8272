import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  here: ['就在跟前', 'right here'],
  metres: ['{value} 米', '{value} m'],
  kilometres: ['{value} 公里', '{value} km'],
  guide: ['导航', 'Directions'],
})
