import { defineErrors } from '../kernel/errors.ts'

/** What can go wrong with the ground, the staff and the things. */
export const errors = defineErrors('city', {
  thing_retired: {
    kind: 'conflict',
    zh: '{code} 已停用；要再用它，请先在物的页面恢复',
    en: '{code} is retired; to use it again, bring it back on its page first',
  },
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
  feature_no_code: { kind: 'invalid', zh: '没有编号：请给属性 code', en: 'It has no code: give it the property code' },
  feature_long_code: {
    kind: 'invalid',
    zh: '编号太长，最多 {most} 个字',
    en: 'The code is too long: at most {most} letters',
  },
  feature_twice: { kind: 'invalid', zh: '编号在文件里出现两次', en: 'The code occurs twice in the file' },
  feature_no_name: {
    kind: 'invalid',
    zh: '没有名称：请给属性 nameZh 和 nameEn，或 name',
    en: 'It has no name: give it the properties nameZh and nameEn, or name',
  },
  feature_no_level: {
    kind: 'invalid',
    zh: '没有级别：属性 level 须是 1（市）至 9 的整数',
    en: 'It has no level: the property level must be a whole number from 1 (city) to 9',
  },
  feature_no_polygon: {
    kind: 'invalid',
    zh: '形状是 {type}，须是 Polygon 或 MultiPolygon',
    en: 'Its shape is {type}; it must be a Polygon or MultiPolygon',
  },
  feature_bad_ring: {
    kind: 'invalid',
    zh: '边界有误：有一圈没有首尾相接、少于 4 个点、多于 20000 个点，或坐标不是经纬度',
    en: 'Its boundary is not right: a ring is not closed, has fewer than 4 or more than 20,000 points, or is not in degrees',
  },
  feature_no_parent: {
    kind: 'invalid',
    zh: '上级 {parent} 不在文件里，也还没有',
    en: 'Its parent {parent} is neither in the file nor there already',
  },
  feature_level: {
    kind: 'invalid',
    zh: '级别须比上级 {parent} 的大',
    en: 'Its level must be greater than that of its parent {parent}',
  },
  feature_moved: {
    kind: 'invalid',
    zh: '这个区划已在别的上级之下，不能移到 {parent}；请用新的编号',
    en: 'This division lies in another one already and cannot move to {parent}: use a new code',
  },
  feature_other_kind: {
    kind: 'invalid',
    zh: '这个编号已是另一种网格，请换一个编号',
    en: 'This code is a grid of the other kind already: choose another',
  },
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
  alias_form: {
    kind: 'invalid',
    zh: '“{value}”不是正确的 {scheme} 编码，请核对位数和校验码',
    en: '{value} is no right {scheme} name: check its length and check digits',
  },
  alias_taken: {
    kind: 'conflict',
    zh: '“{value}”已经是 {code} 的名称，一个名称不能换给别的对象',
    en: '{value} is a name of {code} already: a name never passes to another object',
  },
  identifier_led: {
    kind: 'conflict',
    zh: '{code} 已经指向 {successor}，请改用后者',
    en: '{code} leads to {successor} already: use that one',
  },
  identifier_successor: {
    kind: 'invalid',
    zh: '{code} 不能指向 {successor}：两者须是同一种对象，且不能绕回自己',
    en: '{code} cannot lead to {successor}: both must be of one kind, and it must not come back to itself',
  },
  resolve_circle: {
    kind: 'unavailable',
    zh: '这个编码在几个节点之间转了一圈也没有结果，请告诉管理员检查前缀的委托',
    en: 'This code went round several nodes and was not found: tell an administrator to check which node its prefix is left to',
  },
  twice: { kind: 'invalid', zh: '编号 {code} 在同一批中出现两次', en: 'The code {code} occurs twice in one batch' },
})
