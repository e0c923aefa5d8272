import { defineErrors } from '../errors.ts'

/** What can be wrong with the settings: each text names the setting and what it wants. */
export const configErrors = defineErrors('config', {
  unknown: {
    kind: 'invalid',
    zh: '不认识设置项 {name}：{hint}',
    en: 'Unknown setting {name}: {hint}',
  },
  bad_value: {
    kind: 'invalid',
    zh: '{name} 的值是“{got}”，应为{wants}',
    en: '{name} is "{got}"; it wants {wants}',
  },
  incomplete: {
    kind: 'invalid',
    zh: '设置了 {name} 就须同时设置 {missing}',
    en: '{name} is set, so {missing} must be set too',
  },
  tls_twice: {
    kind: 'conflict',
    zh: '已设置 YIWANG_TLS_CERT，就不用 YIWANG_TLS=local：请去掉一个',
    en: 'With YIWANG_TLS_CERT there is no need of YIWANG_TLS=local: unset one of them',
  },
  demo_elsewhere: {
    kind: 'conflict',
    zh: '演示模式只用于新建的内置数据库：请去掉 YIWANG_DEMO，或去掉 DATABASE_URL 并换一个空的 YIWANG_DATA',
    en: 'Demo mode is only for a new embedded store: unset YIWANG_DEMO, or unset DATABASE_URL and choose an empty YIWANG_DATA',
  },
})
