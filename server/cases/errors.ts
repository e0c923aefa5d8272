import { defineErrors } from '../kernel/errors.ts'

export const casesErrors = defineErrors('cases', {
  outside: {
    kind: 'invalid',
    zh: '这个位置不在本地范围内，请在地图上重新点选',
    en: 'This position is outside the place: choose it on the map',
  },
  unknown_category: { kind: 'invalid', zh: '没有类别“{category}”', en: 'There is no category “{category}”' },
  unknown_condition: {
    kind: 'invalid',
    zh: '该类别没有立案条件“{condition}”',
    en: 'The category has no filing condition “{condition}”',
  },
  not_offered: { kind: 'conflict', zh: '类别“{category}”已停用', en: 'The category “{category}” is switched off' },
  condition_twice: {
    kind: 'invalid',
    zh: '立案条件“{condition}”出现了两次',
    en: 'The filing condition “{condition}” is there twice',
  },
  condition_needed: {
    kind: 'invalid',
    zh: '立案条件“{condition}”是场景包里的，规则可能用到，只能改、不能删',
    en: 'The filing condition “{condition}” is the pack’s own and rules may name it: change it, but keep it',
  },
  category_needed: { kind: 'invalid', zh: '立案前请先选定类别', en: 'Choose a category before filing' },
  unknown_unit: { kind: 'invalid', zh: '没有这个单位', en: 'There is no such unit' },
  contacts_not_now: {
    kind: 'forbidden',
    zh: '联系人只给正在办这件事的人看：案件须未办结，且由本单位承办',
    en: 'Whom to tell is for those who work on it: the case must be open and with your unit',
  },
  cannot_join: {
    kind: 'conflict',
    zh: '要并入的案件已办结或不存在，请单独上报',
    en: 'The case to join is closed or not there: report this on its own',
  },
  empty_report: {
    kind: 'invalid',
    zh: '请说明是什么事：选类别、写几句话或拍张照片',
    en: 'Say what it is: choose a category, write a few words or take a photo',
  },
})
