import { defineTexts } from '../../ui/texts/texts.ts'

/** Words of the Desk that more than one of its parts uses. */
export const texts = defineTexts({
  title: ['工作台', 'Desk'],
  choose: ['选一件来办', 'Choose a case'],
  chooseWhy: [
    'J、K 上下走，回车打开；/ 搜索，? 看全部快捷键。',
    'J and K move, Enter opens; / searches, ? shows all keys.',
  ],
  toList: ['回到列表', 'Back to the list'],
  search: ['案件号、地点、关键词', 'Number, place or words'],
  searchKey: ['搜索', 'Search'],
  clear: ['清除', 'Clear'],
  newCall: ['登记来电', 'New call'],
  signal: ['感知', 'Sensor'],
  hotline: ['热线', 'Hotline'],
  patrol: ['巡查', 'Patrol'],
  resident: ['市民', 'Resident'],
  blue: ['蓝色', 'Blue'],
  yellow: ['黄色', 'Yellow'],
  orange: ['橙色', 'Orange'],
  red: ['红色', 'Red'],
  limit: ['限 {limit}', 'limit {limit}'],
  minutes: ['{amount} 分钟', '{amount} min'],
  urgent_hours: ['{amount} 紧急工作时', '{amount} urgent hours'],
  working_hours: ['{amount} 工作时', '{amount} working hours'],
  working_days: ['{amount} 工作日', '{amount} working days'],
  claimedBy: ['{name} 已认领', 'Claimed by {name}'],
})
