import { defineTexts } from '../../../ui/texts/texts.ts'

export const texts = defineTexts({
  title: ['我', 'Me'],
  elder: ['大字，说得明白', 'Large type, plain words'],
  elderHow: ['字大一些，按钮也大一些', 'Bigger letters and bigger buttons'],
  looks: ['外观', 'Appearance'],
  language: ['语言', 'Language'],
  phone: ['这部手机上', 'On this phone'],
  nothing: ['没有等着传的', 'Nothing waits to be sent'],
  waiting: ['{count} 件等着传', '{count} wait to be sent'],
  others: [
    '还有别人的 {count} 件，要等他们自己登录后再传',
    '{count} more belong to somebody else and go when they sign in',
  ],
  leave: ['退出登录', 'Sign out'],
  leaveWaiting: [
    '还有 {count} 件没传。退出后会留在这部手机里，等您再登录时传',
    '{count} are not sent yet. They stay on this phone and go when you sign in again',
  ],
  leaveAnyway: ['还是退出', 'Sign out all the same'],
  stay: ['不退了', 'Stay'],
  leaveOffline: ['没有网络时不能退出', 'You cannot sign out without a network'],
})
