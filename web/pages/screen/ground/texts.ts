import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  map: ['{place}的地图：{cases} 件案件，{things} 个感知设备', 'Map of {place}: {cases} cases, {things} things'],
  layers: ['地图上看', 'Show on the map'],
  cases: ['案件', 'Cases'],
  things: ['感知', 'Things'],
  heat: ['热度', 'Heat'],
  legend: ['图例', 'Key'],
  open: ['在办', 'Open'],
  soon: ['将到期', 'Due soon'],
  late: ['已超时', 'Overdue'],
  done: ['今日已结', 'Closed today'],
  thing: ['感知设备', 'Thing'],
  ring: ['圈的颜色是级别', 'A ring is its level'],
  howTo: ['双击进街镇，Esc 出来', 'Double-click goes into a street, Esc comes out'],
  dueAt: ['{time} 到期', 'Due {time}'],
  lateBy: ['已超 {time}', '{time} over'],
  someThings: ['图上感知设备 {shown} / {all}，告警的都在', 'Showing {shown} of {all} things, all that warn among them'],
  someCases: ['图上在办案件 {shown} / {all}', 'Showing {shown} of {all} open cases'],
  neverRead: ['还没有读数', 'Never read'],
  readAt: ['{time} 的读数', 'Read at {time}'],
})
