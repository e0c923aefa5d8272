import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  now: ['现在该办', 'What to do now'],
  over: ['已经办结', 'This case is closed'],
  none: ['这件案子现在没有要您办的', 'Nothing here for you to do now'],
  notNow: ['现在不能办', 'Not now'],
  working: ['正在办…', 'Working…'],
  did: ['已办：{action}', 'Done: {action}'],
  leave: ['不办这一步', 'Leave this'],
  needed: ['还差：{name}', 'Still needed: {name}'],
  optional: ['可不填', 'optional'],
  changed: ['您填写的时候情况有变，请先看看', 'Things changed while you were filling this in: look first'],
  seen: ['看过了，接着办', 'I have seen it, go on'],
  impossible: [
    '这一步现在办不了了。填写的内容还在，可以复制。',
    'This step is no longer possible. What you wrote is still here.',
  ],
  pick: ['选 {number}', 'Choose {number}'],
  findOption: ['输入字词查找', 'Type to find'],
  findOther: ['都不是？输入字词找别的', 'None of these? Type to find another'],
  noOption: ['没有相符的', 'Nothing matches'],
  uploading: ['照片还在上传', 'Photos are still being sent'],
})
