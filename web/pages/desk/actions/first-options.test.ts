import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActionField } from '../../../../contract/matter.ts'
import { firstOptions, likelyOptions } from './first-options.ts'

const name = { zh: '甲', en: 'A' }
const field = (ids: string[]): ActionField => ({
  id: 'conditionId',
  name,
  type: 'choice',
  required: true,
  help: null,
  options: ids.map((id) => ({ id, name })),
})
const of = (code: string | null) => ({ category: code === null ? null : { code, title: name }, units: [] })
const many = field(Array.from({ length: 30 }, (_, at) => `c${Math.floor(at / 3)}#k${at}`))

test('a short list is shown whole, nine of it by digits', () => {
  const short = field(Array.from({ length: 11 }, (_, at) => `u${at}`))
  assert.equal(likelyOptions(short, of(null)).length, 11)
  assert.equal(firstOptions(short, of(null)).length, 9)
})

test('of many conditions those of the case’s own category come first, the rest by typing', () => {
  assert.deepEqual(
    likelyOptions(many, of('c1')).map(({ id }) => id),
    ['c1#k3', 'c1#k4', 'c1#k5'],
  )
  assert.deepEqual(likelyOptions(many, of(null)), [])
  assert.deepEqual(firstOptions(undefined, of('c1')), [])
})

test('of many units those that are offered for a reason come first', () => {
  const units = Array.from({ length: 20 }, (_, at) => ({ id: `u${at}`, name, because: at < 2 ? name : null }))
  const shown = likelyOptions(field(units.map(({ id }) => id)), { category: null, units })
  assert.deepEqual(
    shown.map(({ id }) => id),
    ['u0', 'u1'],
  )
})
