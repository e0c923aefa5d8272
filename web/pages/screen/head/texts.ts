import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  path: ['位置', 'Where'],
  alarms: ['告警', 'Alarms'],
  alarmsOf: ['{level}告警 {count} 条', '{count} {level} alarms'],
  noAlarms: ['没有告警', 'No alarm'],
  heard: ['感知在线', 'Heard from'],
  silent: ['失联', 'Silent'],
  heardWhy: ['按平常间隔有读数的设备', 'Things read as often as usual'],
  silentWhy: [
    '超过平常间隔三倍没有读数，或从来没有读数的设备',
    'Things not read for three times as long as usual, or never',
  ],
  outOfRange: ['超量程', 'Out of range'],
  outOfRangeWhy: ['最近报的数不可能是真的、已被拒收的设备', 'Things whose last readings were refused as impossible'],
  desk: ['工作台', 'The Desk'],
  dark: ['深色', 'Dark'],
  light: ['浅色', 'Light'],
  newVersion: ['有新版本，点这里换上', 'A new version is here: press to take it'],
})
