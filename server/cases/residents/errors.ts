import { defineErrors } from '../../kernel/errors.ts'

export const residentErrors = defineErrors('report', {
  no_such_link: {
    kind: 'not_found',
    zh: '这个链接打不开：请核对地址，或用编号和手机号查询',
    en: 'This link opens nothing: check the address, or look your report up by number and phone',
  },
  not_found: {
    kind: 'not_found',
    zh: '没有查到：请核对编号和上报时留的手机号',
    en: 'Nothing found: check the number and the phone number you gave',
  },
  photo_missing: {
    kind: 'invalid',
    zh: '有照片没有传上来，请重新选一次',
    en: 'A photo did not arrive: choose it again',
  },
  closed: {
    kind: 'conflict',
    zh: '这件事已经办结，不能再补充；没有解决可以要求重新办理',
    en: 'This is closed and takes no more; if it is not solved, ask for it to be reopened',
  },
  enough: {
    kind: 'conflict',
    zh: '已经补充了 {most} 次，不能再多了',
    en: 'You have added {most} times: no more can be added',
  },
})
