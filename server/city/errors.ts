import { defineErrors } from '../kernel/errors.ts'

/** What can go wrong with the ground, the staff and the things. */
export const errors = defineErrors('city', {
  ground_exists: {
    kind: 'conflict',
    zh: '已有行政区划，不能重新铺设整个地面；请逐个修改或导入边界',
    en: 'Divisions exist already: the ground cannot be laid anew; change or import boundaries one by one',
  },
  outside: {
    kind: 'invalid',
    zh: '坐标 {lon}, {lat}（{what}）不在本地任何区划内',
    en: '{lon}, {lat} ({what}) lies in no division of this place',
  },
  no_division: { kind: 'invalid', zh: '没有区划 {divisionKey}', en: 'There is no division {divisionKey}' },
  no_grid: { kind: 'invalid', zh: '没有责任网格 {code}', en: 'There is no responsibility grid {code}' },
  no_unit: { kind: 'invalid', zh: '没有单位 {unit}', en: 'There is no unit {unit}' },
  no_post: { kind: 'invalid', zh: '没有岗位 {post}', en: 'There is no post {post}' },
  no_person: { kind: 'invalid', zh: '没有人员 {person}', en: 'There is no person {person}' },
  no_type: { kind: 'invalid', zh: '没有部件类型 {type}', en: 'There is no type of thing {type}' },
  pack_type: {
    kind: 'forbidden',
    zh: '部件类型 {type} 由场景包 {pack} 带来，只能随场景包更新；要改请另建一个类型',
    en: 'The type of thing {type} came with the pack {pack} and changes with it: make a type of your own instead',
  },
  thing_exists: {
    kind: 'conflict',
    zh: '编号 {code} 已有部件，请换一个编号',
    en: 'There is a thing with the code {code} already: choose another',
  },
  not_below: {
    kind: 'invalid',
    zh: '下级单位的服务范围 {divisionKey} 不在上级 {parentKey} 之内',
    en: 'The division a unit serves, {divisionKey}, is not within its parent’s, {parentKey}',
  },
  not_holder: {
    kind: 'invalid',
    zh: '{person} 现在不在这个岗位上，请先把岗位给他',
    en: '{person} does not hold this post: give it to them first',
  },
  duty_twice: {
    kind: 'conflict',
    zh: '{person} 在这段时间已经排了班',
    en: '{person} is on duty there at that time already',
  },
  duty_period: {
    kind: 'invalid',
    zh: '一个班次要先开始后结束，最长 7 天',
    en: 'A turn of duty ends after it begins, and lasts at most 7 days',
  },
  duty_over: { kind: 'conflict', zh: '这个班次已经结束', en: 'This turn of duty is over' },
  duty_range: { kind: 'invalid', zh: '一次最多查 40 天', en: 'At most 40 days can be asked for at once' },
  leader_not_member: { kind: 'invalid', zh: '班组长不在班组成员中', en: 'The leader is not a member of the crew' },
  attribute: {
    kind: 'invalid',
    zh: '{code} 的属性 {attribute} 不合类型 {type} 的约定',
    en: 'Attribute {attribute} of {code} does not fit its type {type}',
  },
  twice: { kind: 'invalid', zh: '编号 {code} 在同一批中出现两次', en: 'The code {code} occurs twice in one batch' },
})
