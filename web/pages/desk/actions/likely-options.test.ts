import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActionField } from '../../../../contract/matter.ts'
import { likelyOptions } from './likely-options.ts'

const name = { zh: '甲', en: 'A' }
const field = (ids: string[]): ActionField => ({
  id: 'conditionId',
  name,
  type: 'choice',
  required: true,
  help: null,
  options: ids.map((id) => ({ id, name })),
})
const many = field(Array.from({ length: 30 }, (_, at) => `c${Math.floor(at / 3)}#k${at}`))
const shown = (...given: Parameters<typeof likelyOptions>) => likelyOptions(...given).map(({ id }) => id)

test('a short list is shown whole', () => {
  const short = field(Array.from({ length: 11 }, (_, at) => `u${at}`))
  assert.equal(shown(short, { categories: [], units: [] }).length, 11)
})

test('of many conditions those of likely categories are shown, the rest is found by typing', () => {
  assert.deepEqual(shown(many, { categories: ['c1'], units: [] }), ['c1#k3', 'c1#k4', 'c1#k5'])
  assert.deepEqual(shown(many, { categories: [], units: [] }), [])
})

test('of many units those that are offered for a reason are shown', () => {
  const units = Array.from({ length: 20 }, (_, at) => ({ id: `u${at}`, name, because: at < 2 ? name : null }))
  assert.deepEqual(shown(field(units.map(({ id }) => id)), { categories: [], units }), ['u0', 'u1'])
})
