import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  about: [
    '场景要求告知谁、说什么，都在这里。系统还不会自己发送：由经办案件的人转告，姓名电话说明事由后可看。',
    'Whom scenarios want told, and what. Nothing is sent by itself yet: whoever handles the case tells them; names and telephones are shown for a purpose.',
  ],
  none: ['还没有要告知的', 'Nothing was to be told yet'],
  noneWhy: [
    '告警按场景的规则告知家属、负责人、单位或岗位，告知一条记一条。',
    'Alarms have family, managers, units or posts told as their rules say; each is noted here.',
  ],
  to: ['告知谁', 'To whom'],
  role: ['岗位', 'A role'],
  unit: ['单位', 'A unit'],
  contact: ['家属或负责人', 'Family or manager'],
  what: ['说什么', 'What'],
  hidden: ['涉及住户家中，您看不到内容', 'About somebody at home: not shown to you'],
  case: ['案件', 'Case'],
  noCase: ['没有立案', 'No case'],
  at: ['时间', 'Time'],
  happenedAt: ['事情发生', 'It happened'],
  thing: ['部件编号', 'Code of a thing'],
  message: ['告知', 'Message'],
  entry: ['日志第 {ordinal} 号', 'Number {ordinal} of the journal'],
  whom: ['是谁，怎么联系', 'Who that is, and how to reach them'],
  nobody: ['这一处还没有登记联系人', 'Nobody is kept for this place yet'],
  notYours: [
    '联系方式由经办案件的单位在案件里看。',
    'How to reach them is shown on the case, to the unit that handles it.',
  ],
  keep: ['维护联系人', 'Keep its contacts'],
})
