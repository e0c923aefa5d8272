import { defineTexts } from '../../ui/texts/texts.ts'

export const texts = defineTexts({
  title: ['物', 'Thing'],
  now: ['现在', 'Now'],
  course: ['曲线', 'Over time'],
  warnings: ['未解除的告警', 'Open alarms'],
  noWarnings: ['没有未解除的告警', 'No alarm is open'],
  sinceWhen: ['{time} 起', 'Since {time}'],
  neverRead: ['还没有读数', 'Never read'],
  outOfRange: [
    '超量程：最近报的数不可能是真的，已拒收',
    'Out of range: what it sent last is impossible and was refused',
  ],
  late: ['比平常晚：超过平常间隔三倍没有读数', 'Late: not read for three times as long as usual'],
  away: ['已告知：{from} 至 {until} 不在', 'Announced: away from {from} to {until}'],
  itsCases: ['它的案件', 'Its cases'],
  onScreen: ['在一屏上看', 'See it on the Screen'],
})
