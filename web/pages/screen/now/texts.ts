import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  needs: ['需要你看', 'Needs you'],
  needsOf: ['{shown} / {all}', '{shown} / {all}'],
  allNeeds: ['看全部在办', 'All open cases'],
  nothing: ['现在没有在办的案件', 'Nothing is open'],
  nothingWhy: ['来了新的会自己出现。', 'New ones appear by themselves.'],
  act: ['去办', 'Act'],
  look: ['查看', 'Look'],
  noLimit: ['不计时', 'No limit'],
  limit: ['{counts}时限', '{counts}'],
  mark: ['【红】', '[RED] '],
  gotIt: ['知道了', 'Got it'],
  more: ['另有 {count} 件', '{count} more'],
  stream: ['实时', 'As it happens'],
  quietStream: ['还没有动静', 'Nothing has happened yet'],
  quietStreamWhy: ['有了会自己出现在这里。', 'It will appear here by itself.'],
  took: ['{sentence}，用时 {span}', '{sentence}, after {span}'],
  raised: ['告警：{because}', 'Alarm: {because}'],
  changed: ['告警转为{level}', 'Alarm is now {level}'],
  cleared: ['告警解除', 'Alarm over'],
})
