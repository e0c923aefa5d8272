import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  report: ['上报：{what} {place}', 'Report: {what} {place}'],
  something: ['一件事', 'something'],
  step: ['{action}：{title}', '{action}: {title}'],
  draft: ['还没写完', 'Not finished yet'],
  goOn: ['接着写', 'Go on'],
  waiting: ['马上就传', 'Sending in a moment'],
  sending: ['正在传…', 'Sending…'],
  sendingPhoto: ['正在传照片 {photo}/{photos}', 'Sending photo {photo} of {photos}'],
  offline: ['没有网络，已存在手机里，连上就传', 'No network: kept on this phone, sent once connected'],
  signedOut: ['登录已失效，重新登录后接着传', 'Signed out: sent once you have signed in again'],
  again: ['没传成，会自动再传：{problem}', 'Did not go through, will be tried again: {problem}'],
  refused: ['没有被接收', 'It was not taken'],
  look: ['去看看', 'Have a look'],
  badPhotos: ['照片 {numbers} 传不上：{problem}', 'Photo {numbers} cannot be sent: {problem}'],
  between: ['、', ', '],
  withoutBad: ['去掉它，其余照传', 'Send without it'],
  hold: ['先别传', 'Hold it back'],
  edit: ['改一改', 'Change it'],
  discard: ['不要了', 'Discard'],
})
