import { defineTexts } from '../ui/texts/texts.ts'

export const texts = defineTexts({
  out: ['看外面一层', 'Look one level out'],
  nearer: ['放大', 'Nearer'],
  farther: ['缩小', 'Farther'],
  north: ['北朝上', 'North up'],
  tilt: ['看立体', 'Tilt the map'],
  flat: ['看平面', 'Lay it flat'],
  whole: ['看全部', 'Show the whole'],
  move: ['移动地图', 'Move the map'],
  noGround: ['这里还没有地图', 'No map here yet'],
  noGroundWhy: ['有了区划的边界就会画出来。', 'It is drawn once the divisions have their boundaries.'],
  plain: [
    '这个浏览器画不了地图，用简图和列表代替。',
    'This browser cannot draw the map; here is a plain one with a list.',
  ],
})
