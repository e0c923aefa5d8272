import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Division } from '../../contract/city/index.ts'
import { areasOf, partsOf } from './areas.ts'

const division = (divisionKey: string, level: number, centre: Division['centre'] = { lon: 1, lat: 1 }): Division => ({
  divisionKey,
  parentKey: divisionKey.slice(0, -3) || null,
  level,
  code: divisionKey,
  name: { zh: divisionKey, en: divisionKey },
  centre,
  areaM2: null,
})
const keys = (list: readonly Division[]) => list.map(({ divisionKey }) => divisionKey)

test('a place is told by what lies below the one that holds it all, whatever its level is called', () => {
  const city = [division('001', 1), division('001001', 2), division('001002', 2), division('001001001', 3)]
  assert.deepEqual(keys(areasOf(city)), ['001001', '001002'])
  assert.deepEqual(keys(partsOf(city, city[1])), ['001001001'])
})

test('a city that is named and has no ground here is not the place', () => {
  const district = [division('001', 1, null), division('001001', 2), division('001001001', 3), division('001001002', 3)]
  assert.deepEqual(keys(areasOf(district)), ['001001001', '001001002'])
})

test('several outermost ones are told by themselves, and so is one without parts; no ground is no area', () => {
  assert.deepEqual(keys(areasOf([division('001', 3), division('002', 3), division('001001', 4)])), ['001', '002'])
  assert.deepEqual(keys(areasOf([division('001', 1)])), ['001'])
  assert.deepEqual(areasOf([]), [])
  assert.deepEqual(partsOf([], undefined), [])
})
