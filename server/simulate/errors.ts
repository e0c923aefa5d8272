import { defineErrors } from '../kernel/errors.ts'

/** What made-up people are refused, and what cannot be asked of them. */
export const simulateErrors = defineErrors('simulate', {
  attended: {
    kind: 'conflict',
    zh: '已有人打开或处理过这个案件，演示人员不再插手',
    en: 'Somebody has opened this case or acted on it: made-up staff leave it alone',
  },
  no_life: {
    kind: 'conflict',
    zh: '这里没有演示人员：只有演示模式且 YIWANG_LIFE=on 才有',
    en: 'Nobody is made up here: only in demo mode, with YIWANG_LIFE=on',
  },
  usage: {
    kind: 'invalid',
    zh: '用法：yiwang simulate [--seed <整数>] [--hours <小时>] [--pace <倍数>]',
    en: 'Usage: yiwang simulate [--seed <integer>] [--hours <hours>] [--pace <times>]',
  },
  not_reachable: {
    kind: 'unavailable',
    zh: '连不上 {origin}：请先在另一个终端里 npm start',
    en: 'Nothing answers at {origin}: run npm start in another terminal first',
  },
  refused: {
    kind: 'conflict',
    zh: '{path} 答复 {status}：{title}',
    en: '{path} answered {status}: {title}',
  },
})
