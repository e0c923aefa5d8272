import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FlowDefinition, StepFields } from '../../../contract/flow.ts'
import { MatterAction } from '../../../contract/matter.ts'
import { libraryFlow } from '../../../test/support/library-flow.ts'
import { anonymous, systemActor } from '../actor.ts'
import { Fault } from '../errors.ts'
import { newId } from '../ids.ts'
import { allowedActions, begin } from './engine.ts'
import type { FlowMatter } from './matter.ts'
import { readFields, showAction } from './offer.ts'
import { sayStep } from './sentence.ts'

const flow = FlowDefinition.parse(libraryFlow)
const now = new Date('2026-03-02T10:00+08:00')
const condition = { id: 'rare', limit: { amount: 2, unit: 'working_hours' as const } }
const opened = begin(flow, 'open', { condition }, systemActor('counter'), 'aaa', now)

const inState = (state: string): FlowMatter => ({ state, divisionKey: 'aaa', memory: opened.memory })
const shown = (state: string, action: string, choices = {}) => {
  const offer = allowedActions(flow, inState(state), anonymous, now).find((one) => one.action.id === action)
  assert.ok(offer)
  return MatterAction.parse(showAction(offer, choices))
}

test('an action is shown with its fields, and one that is not possible with why', () => {
  const units = [{ id: newId(), name: { zh: '东馆', en: 'East' } }]
  const remind = shown('overdue', 'remind', { units })
  assert.deepEqual([remind.allowed, remind.key, remind.direction], [false, 'r', 'forward'])
  assert.deepEqual(remind.whyNot, { zh: '“催还”由馆员办理', en: '“Remind” is for: librarian' })
  const fields = remind.fields.map(({ id, type, required }) => [id, type, required])
  assert.deepEqual(fields, [
    ['unitId', 'choice', true],
    ['note', 'long_text', false],
  ])
  assert.deepEqual(remind.fields[0]?.options, units)
})

test('reasons and photos are fields as well', () => {
  const [reason, words] = shown('reminded', 'excuse').fields
  assert.deepEqual([reason?.options.map((option) => option.id), words?.required], [['ill', 'other'], false])
  const [photos] = shown('returned', 'close').fields
  assert.deepEqual([photos?.id, photos?.type, photos?.required], ['photos.cover', 'photos', false])
})

test('words are asked for once, under the name that fits the step', () => {
  const offer = allowedActions(flow, inState('reminded'), anonymous, now).find((one) => one.action.id === 'excuse')
  assert.ok(offer)
  const asked = (direction: 'forward' | 'backward', note: 'optional' | 'required') =>
    showAction({ ...offer, action: { ...offer.action, direction }, form: { ...offer.form, note } }).fields.map(
      ({ id, name }) => `${id} ${name.en}`,
    )
  assert.deepEqual(asked('forward', 'optional'), ['reason Reason', 'words In words'])
  assert.deepEqual(asked('backward', 'optional'), ['reason Reason', 'words The reason in words'])
  assert.deepEqual(asked('forward', 'required'), ['reason Reason', 'words In words', 'note Note'])
})

test('a sent form is read as the engine takes it', () => {
  const [photo, unitId] = [newId(), newId()]
  const fields = StepFields.parse({ reason: 'ill', words: ' ', unitId, conditionId: 'rare', 'photos.cover': [photo] })
  assert.deepEqual(readFields(fields), {
    reason: 'ill',
    unitId,
    conditionId: 'rare',
    photos: [{ id: photo, kind: 'cover' }],
  })
  const fails = (code: string) => (error: unknown) => error instanceof Fault && error.code === code
  assert.throws(() => readFields({ finder: 'me' }), fails('flow.unknown_field'))
  assert.throws(() => readFields({ reason: [photo] }), fails('flow.unknown_field'))
  assert.throws(() => readFields({ 'photos.cover': 'me' }), fails('flow.unknown_field'))
  assert.throws(() => readFields({ unitId: 'east' }), fails('flow.unit_unknown'))
})

test('a recorded step reads as a sentence', () => {
  assert.deepEqual(sayStep(flow, opened.step), { zh: '登记逾期，转为“已逾期”', en: 'Open: now “Overdue”' })
  const step = { ...opened.step, action: 'excuse', from: 'reminded', to: 'excused', reason: 'ill' }
  assert.deepEqual(sayStep(flow, step), {
    zh: '同意暂缓（读者生病），转为“暂缓”',
    en: 'Excuse (The reader is ill): now “Excused”',
  })
})
