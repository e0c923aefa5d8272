import { defineErrors } from '../../errors.ts'

/** What reading the journal refuses, and why. */
export const ledgerErrors = defineErrors('journal', {
  verifying: {
    kind: 'conflict',
    zh: '全部日志正在核验，等它结束再开始下一次',
    en: 'The whole journal is being verified: begin the next one when it is done',
  },
  personal_gone: {
    kind: 'not_found',
    zh: '这条记录没有个人信息，或已依法擦除',
    en: 'This entry has no personal fields, or they were erased',
  },
})
