import { defineTexts } from '../../ui/texts/texts.ts'

/** Words more than one part of the Screen uses. */
export const texts = defineTexts({
  title: ['一屏', 'The Screen'],
  wallTitle: ['大屏', 'Wall'],
  none: ['—', '—'],
  signal: ['感知', 'Sensors'],
  hotline: ['12345 来电', 'Hotline'],
  patrol: ['巡查', 'Patrol'],
  resident: ['市民', 'Residents'],
  rest: ['其余', 'The rest'],
  look: ['查看', 'Look'],
  stale: ['数据停在 {time}', 'Data as of {time}'],
  staleWhy: ['正在重新连接，下面的都是那时的情况', 'Reconnecting; everything below is as it was then'],
  refused: ['有数没有取到，其余照常', 'Some figures could not be had; the rest goes on'],
})
