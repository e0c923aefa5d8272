import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  neverRead: ['还没有读数', 'Never read'],
  alarms: ['告警', 'Alarms'],
  alarmsOf: ['{level}告警', '{level} alarms'],
  noAlarms: ['没有未解除的告警', 'No alarm is open'],
  sinceWhen: ['{time} 起', 'Since {time}'],
  silent: ['没有消息的设备', 'Things not heard from'],
  silentRemark: ['超过平常间隔三倍', '3 × their usual gap'],
  noSilent: ['都有消息', 'All are heard from'],
  someOf: ['只列出 {shown} / {all}，进街镇看得全', 'Showing {shown} of {all}: go into a street for the rest'],
  outOfRange: [
    '超量程：最近报的数不可能是真的，已拒收',
    'Out of range: what it sent last is impossible and was refused',
  ],
  late: ['比平常晚：超过平常间隔三倍没有读数', 'Late: not read for three times as long as usual'],
  lastHeard: ['最后 {time}', 'Last {time}'],
  back: ['收起', 'Close'],
  noThing: ['没有编号是 {code} 的设备', 'No thing has the code {code}'],
  noThingWhy: ['可能已经撤了，或者不在这个地方。', 'It may have been taken away, or stand elsewhere.'],
  itsPage: ['打开它的页面', 'Open its page'],
  itsCases: ['它的案件', 'Its cases'],
  showAll: ['全部级别', 'All levels'],
})
