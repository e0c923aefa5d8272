import { defineErrors } from '../kernel/errors.ts'

/** What can stop a start before anything runs. */
export const bootErrors = defineErrors('boot', {
  port_in_use: {
    kind: 'conflict',
    zh: '端口 {port} 已被别的程序占用：请换一个，例如 {setting}={other} npm start',
    en: 'Port {port} is taken by another program: choose another, for example {setting}={other} npm start',
  },
  port_forbidden: {
    kind: 'forbidden',
    zh: '没有使用端口 {port} 的权限（{reason}）：请换一个 1024 以上的，例如 {setting}={other} npm start',
    en: 'Port {port} may not be used ({reason}): choose one above 1024, for example {setting}={other} npm start',
  },
  host: {
    kind: 'invalid',
    zh: '本机没有地址 {host}（{reason}）：请检查 YIWANG_HOST',
    en: 'This machine has no address {host} ({reason}): check YIWANG_HOST',
  },
  demo_fixed: {
    kind: 'conflict',
    zh: '{folder} 建库时{was}，不能更改：请去掉 YIWANG_DEMO，或为 YIWANG_DATA 换一个空目录',
    en: '{folder} was made {was} and stays so: unset YIWANG_DEMO, or choose an empty folder with YIWANG_DATA',
  },
  no_store: {
    kind: 'not_found',
    zh: '{folder} 里没有数据：请用与 npm start 相同的 YIWANG_DATA，或先 npm start 建立',
    en: 'There is no data in {folder}: give the same YIWANG_DATA as to npm start, or make it by npm start first',
  },
  web_failed: {
    kind: 'bug',
    zh: '页面构建失败：{reason}',
    en: 'Building the pages failed: {reason}',
  },
  usage: { kind: 'invalid', zh: '用法：yiwang {usage}', en: 'Usage: yiwang {usage}' },
  option_missing: {
    kind: 'invalid',
    zh: '缺少选项 {option}',
    en: 'The option {option} is missing',
  },
  unknown_command: {
    kind: 'invalid',
    zh: '没有命令 {name}：{hint}',
    en: 'No command {name}: {hint}',
  },
})
