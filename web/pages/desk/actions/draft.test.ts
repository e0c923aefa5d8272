import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActionField, MatterAction } from '../../../../contract/matter.ts'
import { answerOf, blank, digitFieldOf, filled, inputOf, leadOf, missingOf, openedOf } from './draft.ts'

const name = { zh: '甲', en: 'A' }
const field = (id: string, type: ActionField['type'], required = false, options: string[] = []): ActionField => ({
  id,
  name,
  type,
  required,
  help: null,
  options: options.map((each) => ({ id: each, name })),
})
const action = (id: string, direction: MatterAction['direction'], fields: ActionField[] = [], allowed = true) =>
  ({ id, name, direction, key: null, allowed, whyNot: null, fields }) satisfies MatterAction

const recall = action('recall', 'backward', [field('reason', 'choice', true, ['wrong_unit'])])
const dispatch = action('dispatch', 'forward', [
  field('unitId', 'choice', true, ['u1', 'u2']),
  field('note', 'long_text'),
])
const finish = action('finish', 'forward', [field('photos.after', 'photos', true)])

test('the usual next step is the first that leads forward and is allowed', () => {
  assert.equal(leadOf([recall, { ...dispatch, allowed: false }, finish])?.id, 'finish')
  assert.equal(leadOf([recall]), undefined)
  assert.equal(openedOf(blank, [recall, dispatch])?.id, 'dispatch')
  assert.equal(openedOf({ ...blank, opened: recall }, [recall, dispatch])?.id, 'recall')
})

test('a step that is offered no more stays open only if something was filled in', () => {
  assert.equal(openedOf({ ...blank, opened: finish }, [recall, dispatch])?.id, 'dispatch')
  const begun = filled(blank, finish, { field: 'photos.after', value: ['p'], version: 3 })
  assert.deepEqual(openedOf(begun, [recall, dispatch]), { ...finish, allowed: false })
})

test('filling in remembers the version that was seen first, and each action’s own words', () => {
  const one = filled(blank, dispatch, { field: 'unitId', value: 'u2', version: 7 })
  const two = filled(one, recall, { field: 'reason', value: 'wrong_unit', version: 8 })
  assert.equal(two.seen, 7)
  assert.deepEqual(two.values, { dispatch: { unitId: 'u2' }, recall: { reason: 'wrong_unit' } })
})

test('what is missing is named, and what was left empty is not sent', () => {
  assert.equal(missingOf(dispatch, {})?.id, 'unitId')
  assert.equal(missingOf(dispatch, { unitId: 'u1' }), undefined)
  assert.equal(missingOf(finish, { 'photos.after': [] })?.id, 'photos.after')
  assert.deepEqual(inputOf(dispatch, { unitId: 'u1', note: '  ' }), { unitId: 'u1' })
  assert.deepEqual(inputOf(finish, { 'photos.after': ['p'] }), { 'photos.after': ['p'] })
})

test('a choice of one is made already', () => {
  assert.deepEqual(inputOf(recall, {}), { reason: 'wrong_unit' })
  assert.equal(answerOf(field('unitId', 'choice', true, ['u1', 'u2']), {}), '')
})

test('digits choose in the first choice of the form', () => {
  assert.equal(digitFieldOf(dispatch)?.id, 'unitId')
  assert.equal(digitFieldOf(finish), undefined)
})
