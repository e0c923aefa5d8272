import { defineErrors } from '../errors.ts'

/** Why a step is refused. The code of a refusal shown beside a disabled action is the code of the error it would throw. */
export const flowErrors = defineErrors('flow', {
  unknown_action: { kind: 'invalid', zh: '没有“{action}”这一步', en: 'There is no step “{action}”' },
  not_now: {
    kind: 'conflict',
    zh: '现在是“{state}”，不能办“{action}”',
    en: 'It is “{state}” now, so “{action}” is not possible',
  },
  not_yours: { kind: 'forbidden', zh: '“{action}”由{who}办理', en: '“{action}” is for: {who}' },
  not_handler: {
    kind: 'forbidden',
    zh: '您或您的单位处置过此件，“{action}”须由别人办理',
    en: 'You or your unit handled this, so “{action}” is for somebody else',
  },
  not_finder: {
    kind: 'forbidden',
    zh: '此件由您或您的单位发现，“{action}”须由别人办理',
    en: 'You or your unit found this, so “{action}” is for somebody else',
  },
  unit_not_finder: {
    kind: 'invalid',
    zh: '此件由该单位发现，不能交该单位处置，请选其他单位',
    en: 'That unit found this, so it cannot handle it: choose another',
  },
  claimed: {
    kind: 'conflict',
    zh: '别人已认领此件，请先请其放下或由负责人解除',
    en: 'Somebody else has claimed this; ask them to let go of it, or a supervisor to release it',
  },
  not_claimed: {
    kind: 'conflict',
    zh: '此件没有人认领，不用“{action}”',
    en: 'Nobody has claimed this, so there is nothing to “{action}”',
  },
  count_reached: {
    kind: 'conflict',
    zh: '“{action}”最多 {limit} 次，已经用完',
    en: '“{action}” is possible {limit} time(s) at most, and that is used up',
  },
  too_late: {
    kind: 'conflict',
    zh: '“{action}”须在 {hours} 小时内提出，已过期限',
    en: '“{action}” had to be done within {hours} hours',
  },
  unit_required: { kind: 'invalid', zh: '请选择单位', en: 'Choose a unit' },
  unit_unknown: { kind: 'invalid', zh: '没有这个单位', en: 'There is no such unit' },
  condition_required: { kind: 'invalid', zh: '请选择立案条件', en: 'Choose the condition it is filed under' },
  reason_required: { kind: 'invalid', zh: '请选择理由', en: 'Choose a reason' },
  reason_unknown: { kind: 'invalid', zh: '理由“{reason}”不在可选之列', en: '“{reason}” is not one of the reasons' },
  words_required: { kind: 'invalid', zh: '请用几句话说明理由', en: 'Say in a few words why' },
  note_required: { kind: 'invalid', zh: '请填写说明', en: 'Write a note' },
  photos_required: {
    kind: 'invalid',
    zh: '照片不够：{kind}至少 {least} 张',
    en: 'Photos are missing: {kind}, at least {least}',
  },
  unknown_field: { kind: 'invalid', zh: '没有“{field}”这一栏', en: 'There is no field “{field}”' },
  not_asked: { kind: 'invalid', zh: '“{action}”不需要填“{field}”', en: '“{action}” does not ask for “{field}”' },
  calendar_unknown: {
    kind: 'unavailable',
    zh: '{year} 年的放假安排还没有录入，到期时间暂不能算',
    en: 'The holidays of {year} are not known here yet, so the due time cannot be told',
  },
  no_limit: {
    kind: 'bug',
    zh: '时钟“{clock}”启动时没有时限',
    en: 'The clock “{clock}” was started without a limit',
  },
  unknown_flow: { kind: 'bug', zh: '没有流程 {flow} 第 {version} 版', en: 'There is no flow {flow} version {version}' },
  unsound: { kind: 'bug', zh: '流程 {flow} 有错（{at}）：{problem}', en: 'Flow {flow} is not sound ({at}): {problem}' },
  flow_changed: {
    kind: 'bug',
    zh: '流程 {flow} 第 {version} 版登记了两种内容，改动须升版本号',
    en: 'Flow {flow} version {version} was registered with two contents: a change needs a new version',
  },
  broken_history: {
    kind: 'bug',
    zh: '记录的第 {index} 步“{action}”接不上“{state}”',
    en: 'Recorded step {index}, “{action}”, does not follow from “{state}”',
  },
})
