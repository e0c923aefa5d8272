import { defineErrors } from '../kernel/errors.ts'

/** What can go wrong when packs are set or switched. */
export const errors = defineErrors('scenarios', {
  no_input: { kind: 'invalid', zh: '{pack} 没有参数 {input}', en: '{pack} has no input {input}' },
  bad_input: { kind: 'invalid', zh: '参数“{input}”不对：{wrong}', en: 'Input “{input}”: {wrong}' },
  used: {
    kind: 'conflict',
    zh: '{users} 要用到它，请先停用它们',
    en: '{users} depend on it: switch them off first',
  },
  needs: {
    kind: 'conflict',
    zh: '它要用到 {packs}，请先启用',
    en: 'It depends on {packs}: switch that on first',
  },
})
