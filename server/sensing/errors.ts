import { defineErrors } from '../kernel/errors.ts'

/** Why a reading is refused: the code is kept with what was sent, and looked up by whoever set the sensor up. */
export const refusals = defineErrors('sensing', {
  malformed: {
    kind: 'invalid',
    zh: '读数格式不对：{detail}',
    en: 'Not a reading: {detail}',
  },
  unknown_thing: { kind: 'invalid', zh: '没有登记这个物：{thing}', en: 'No such thing is registered: {thing}' },
  unknown_property: {
    kind: 'invalid',
    zh: '{thing} 这类物没有属性 {property}',
    en: 'Things such as {thing} have no property {property}',
  },
  unknown_series: { kind: 'invalid', zh: '没有编号为 {series} 的序列', en: 'There is no series {series}' },
  not_permitted: {
    kind: 'forbidden',
    zh: '这个设备不能为 {thing} 上报',
    en: 'This device may not send for {thing}',
  },
  wrong_type: {
    kind: 'invalid',
    zh: '{property} 应为 {expected}，收到的是 {given}',
    en: '{property} is a {expected}, but {given} was sent',
  },
  wrong_unit: {
    kind: 'invalid',
    zh: '单位 {unit} 不能换算成 {property} 的单位 {expected}',
    en: 'Unit {unit} cannot be turned into {expected}, the unit of {property}',
  },
  impossible_value: {
    kind: 'invalid',
    zh: '{property} 的值 {value} 不可能，应在 {min} 到 {max} 之间（{unit}）',
    en: 'The value {value} of {property} is impossible: it lies between {min} and {max} ({unit})',
  },
  too_many_texts: {
    kind: 'invalid',
    zh: '不同的文字太多，{property} 只应报少数几种状态',
    en: 'Too many different texts: {property} should be one of a few states',
  },
  bad_time: {
    kind: 'invalid',
    zh: '时间 {at} 无效，应为带时区的 ISO 8601 时间或毫秒数',
    en: 'The time {at} is not ISO 8601 with a zone, nor milliseconds',
  },
  future_time: {
    kind: 'invalid',
    zh: '时间 {at} 比现在晚 {minutes} 分钟以上，请校准设备时钟',
    en: 'The time {at} is more than {minutes} minutes ahead: set the clock of the device',
  },
  too_old: { kind: 'invalid', zh: '时间 {at} 早于 {oldest}，太旧了', en: 'The time {at} is too old: before {oldest}' },
  over_quota: {
    kind: 'rate_limited',
    zh: '{thing} 上报太多，超过每分钟 {perMinute} 条，多出的已隔离，等管理员处理',
    en: '{thing} sends more than {perMinute} readings a minute; the rest is held until an administrator decides',
  },
  bad_sequence: {
    kind: 'invalid',
    zh: '序号 {seq} 无效，应为 0 到 2147483647 的整数',
    en: 'The sequence number {seq} is not a whole number from 0 to 2147483647',
  },
})

/** What can go wrong when sending or asking, other than with a single reading. */
export const errors = defineErrors('sensing', {
  bad_credential: {
    kind: 'unauthenticated',
    zh: '设备编号或密钥不对，或已停用',
    en: 'The device or its secret is wrong, or it was revoked',
  },
  busy: {
    kind: 'rate_limited',
    zh: '读数来得太快，来不及入库，请在 {seconds} 秒后再送',
    en: 'Readings come faster than they can be kept; send them again in {seconds} s',
  },
  too_many_items: {
    kind: 'too_large',
    zh: '一批最多 {limit} 条读数',
    en: 'A batch holds at most {limit} readings',
  },
  no_time_between: {
    kind: 'invalid',
    zh: '开始时间应早于结束时间',
    en: 'The time must begin before it ends',
  },
  no_course: {
    kind: 'invalid',
    zh: '{thing} 没有可画成曲线的属性 {property}',
    en: '{thing} has no property {property} that can be drawn as a line',
  },
  absence_over: {
    kind: 'invalid',
    zh: '这段时间已经过去，或结束早于开始',
    en: 'That time is over, or it ends before it begins',
  },
  absence_too_long: {
    kind: 'invalid',
    zh: '一次最多告知 {days} 天',
    en: 'At most {days} days can be announced at once',
  },
  absence_too_late: {
    kind: 'invalid',
    zh: '开始时间最多可以补到 {days} 天前',
    en: 'It may have begun {days} days ago at most',
  },
  quarantine_over: { kind: 'conflict', zh: '这次隔离已经处理过了', en: 'This quarantine has been ended already' },
  device_exists: { kind: 'conflict', zh: '设备编号 {id} 已经有了', en: 'There is already a device {id}' },
  instruction_answered: {
    kind: 'conflict',
    zh: '这条指令已有结果：{state}',
    en: 'This instruction has its last answer already: {state}',
  },
  bad_certificate: {
    kind: 'invalid',
    zh: '这不是一张有效的证书（PEM），或已过期；不要附带私钥',
    en: 'This is no valid certificate (PEM), or it has expired; leave the private key out',
  },
  certificate_exists: {
    kind: 'conflict',
    zh: '这张证书已经登记过，请为设备换一张新的',
    en: 'This certificate is known already: make a new one for the device',
  },
  correction_span: {
    kind: 'invalid',
    zh: '更正的时间段不对：结束不能早于开始，也不能在将来',
    en: 'The time to be corrected ends before it begins, or lies ahead',
  },
  correction_value: {
    kind: 'invalid',
    zh: '{property} 不能这样更正：数值可改为或加减一个数，开关可改为是或否，文字只能作废',
    en: '{property} cannot be corrected so: a number is replaced or shifted by a number, a switch replaced by true or false, a text only withdrawn',
  },
  correction_withdrawn: { kind: 'conflict', zh: '这条更正已经撤回', en: 'This correction has been taken back' },
  export_span: {
    kind: 'invalid',
    zh: '导出的结束时间要晚于开始时间',
    en: 'What is exported must end after it begins',
  },
  export_usage: { kind: 'invalid', zh: '用法：yiwang export {usage}', en: 'Usage: yiwang export {usage}' },
  export_busy: {
    kind: 'rate_limited',
    zh: '已有 {count} 个导出在进行，请等其中一个完成再试',
    en: '{count} exports are under way; try again when one of them is done',
  },
  no_room: {
    kind: 'unavailable',
    zh: '磁盘空间不够：{folder} 还需要 {mb} MB；读数仍在数据库里，腾出空间后自动继续',
    en: 'The disk is full: {folder} needs {mb} MB more. Readings stay in the database; free some room and it goes on by itself',
  },
  device_revoked: { kind: 'conflict', zh: '设备 {id} 已停用', en: 'Device {id} has been revoked' },
})
