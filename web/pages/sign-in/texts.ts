import { defineTexts } from '../../ui/texts/texts.ts'

export const texts = defineTexts({
  title: ['登录', 'Sign in'],
  account: ['账号', 'Account'],
  password: ['密码', 'Password'],
  enter: ['登录', 'Sign in'],
  entering: ['正在登录…', 'Signing in…'],
  demo: ['这是演示，点一个人就能进', 'This is a demo: press a person to go in'],
  demoTyped: ['这是演示，点一个人，再输密码', 'This is a demo: press a person, then type the password'],
  workers: ['或者进某个居委会（{count} 个都有账号）', 'Or a worker of any of {count} communities'],
  community: ['居委会名称', 'Name of the community'],
  go: ['进入', 'Go in'],
  first: ['第一位管理员', 'The first administrator'],
  firstWhy: ['这个链接只能用一次。之后的账号由您来开。', 'This link works once. You open the accounts after it.'],
  name: ['姓名', 'Name'],
  newPassword: ['密码（至少 8 位）', 'Password (8 or more)'],
  make: ['建立账号', 'Make the account'],
  report: ['我要上报（不用登录）', 'Report something (no account needed)'],
  again: ['重新登录', 'Start again'],
})
