import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  path: ['位置', 'Where'],
  alarms: ['告警', 'Alarms'],
  alarmsOf: ['{level}告警 {count} 条', '{count} {level} alarms'],
  noAlarms: ['没有告警', 'No alarm'],
  heard: ['感知在线', 'Heard from'],
  silent: ['失联', 'Silent'],
  heardWhy: ['{minutes} 分钟内有读数的设备', 'Things read within {minutes} minutes'],
  silentWhy: ['超过 {minutes} 分钟或从来没有读数的设备', 'Things not read for {minutes} minutes, or never'],
  desk: ['工作台', 'The Desk'],
  dark: ['深色', 'Dark'],
  light: ['浅色', 'Light'],
  newVersion: ['有新版本，点这里换上', 'A new version is here: press to take it'],
})
