import { defineTexts } from '../../ui/texts/texts.ts'

export const texts = defineTexts({
  title: ['登录', 'Sign in'],
  account: ['账号', 'Account'],
  password: ['密码', 'Password'],
  enter: ['登录', 'Sign in'],
  entering: ['正在登录…', 'Signing in…'],
  demo: ['这是演示，点一个人就能进', 'This is a demo: press a person to go in'],
  demoTyped: ['这是演示，点一个人，再输密码', 'This is a demo: press a person, then type the password'],
  until: ['{time} 以后再试', 'Try again after {time}'],
  gone: ['这次登录已过期', 'This sign-in has expired'],
  again: ['重新登录', 'Start again'],
})
