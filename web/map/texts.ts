import { defineTexts } from '../ui/texts/texts.ts'

export const texts = defineTexts({
  out: ['看外面一层', 'Look one level out'],
  plain: [
    '这个浏览器画不了地图，用简图和列表代替。',
    'This browser cannot draw the map; here is a plain one with a list.',
  ],
})
