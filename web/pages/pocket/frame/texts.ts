import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  tasks: ['任务', 'Tasks'],
  report: ['首页', 'Home'],
  mine: ['我报的', 'My reports'],
  handled: ['我经手的', 'My work'],
  me: ['我', 'Me'],
  online: ['已连上', 'Online'],
  offline: ['离线', 'Offline'],
  toSend: ['{state} · {count} 件待传', '{state} · {count} to send'],
  sending: ['正在传 · 还有 {count} 件', 'Sending · {count} left'],
  needsYou: ['{count} 件要您处理', '{count} need you'],
  signedOut: ['登录已失效 · 去登录', 'Signed out · sign in'],
  newVersion: ['有新版本，没传的不会丢', 'A new version is here; nothing unsent is lost'],
  update: ['更新', 'Update'],
})
