import { defineErrors } from '../kernel/errors.ts'

/** What stops an import before its first row. */
export const importErrors = defineErrors('imports', {
  not_readable: { kind: 'invalid', zh: '读不了 {file}：{detail}', en: 'Cannot read {file}: {detail}' },
  not_csv: { kind: 'invalid', zh: '{file} 不是 CSV：{detail}', en: '{file} is not CSV: {detail}' },
  not_mapping: { kind: 'invalid', zh: '对照表 {file} 有误：{detail}', en: 'The mapping {file} is not right: {detail}' },
  no_column: {
    kind: 'invalid',
    zh: '文件里没有对照表所说的列 {column}；有的是：{columns}',
    en: 'The file has no column {column} as the mapping says; it has: {columns}',
  },
  no_category: {
    kind: 'invalid',
    zh: '对照表写的类别 {category} 没有安装；已安装的用 GET /api/v1/cases/categories 查看',
    en: 'The category {category} of the mapping is not installed; GET /api/v1/cases/categories lists those that are',
  },
  no_ground: {
    kind: 'invalid',
    zh: '这个地方还没有区划：请先 yiwang import places <file.geojson>',
    en: 'This place has no divisions yet: yiwang import places <file.geojson> first',
  },
  outside: { kind: 'invalid', zh: '这个位置不在本地范围内', en: 'This position lies outside the place' },
  not_places: {
    kind: 'invalid',
    zh: '{file} 不是区划 GeoJSON：{detail}',
    en: '{file} is not GeoJSON of divisions: {detail}',
  },
  no_series_type: {
    kind: 'invalid',
    zh: '没有唯一一种只报一个数值 value 的物：请用 --type <包.类型> 指明',
    en: 'There is not exactly one type whose only property is a number called value: name one with --type <pack.type>',
  },
  no_series: {
    kind: 'invalid',
    zh: '{file} 里没有 timestamp,value 的 CSV',
    en: '{file} has no CSV of timestamp,value',
  },
  no_secret: { kind: 'bug', zh: '没有拿到回放设备的密钥', en: 'No secret for the device that replays' },
  not_reachable: {
    kind: 'unavailable',
    zh: '正在运行的服务没有给出序列（{status}）：请先在另一个终端里 npm start',
    en: 'The running server gave no series ({status}): run npm start in another terminal first',
  },
  not_heard: {
    kind: 'unavailable',
    zh: '{origin} 的服务还没有认到新登记的物；场景包 recorded 装了吗？',
    en: 'The server at {origin} has not heard of the new things; is the pack with their type installed?',
  },
  usage: { kind: 'invalid', zh: '用法：yiwang {usage}', en: 'Usage: yiwang {usage}' },
})
