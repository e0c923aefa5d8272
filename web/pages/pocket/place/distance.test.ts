import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byNearest, distanceM, roundedDistance } from './distance.ts'

const here = { lon: 121.42, lat: 31.22 }
const at = (name: string, lon: number, lat: number) => ({ name, position: { lon, lat } })

test('a metre is a metre in both directions', () => {
  assert.ok(Math.abs(distanceM(here, { lon: 121.42, lat: 31.221 }) - 111.3) < 0.1)
  assert.ok(Math.abs(distanceM(here, { lon: 121.421, lat: 31.22 }) - 95.2) < 0.1)
})

test('tasks come nearest first, and as they were where no place is known', () => {
  const rows = [at('far', 121.44, 31.22), at('near', 121.4201, 31.22), at('middle', 121.42, 31.225)]
  const names = (sorted: typeof rows) => sorted.map(({ name }) => name)
  assert.deepEqual(names(byNearest(rows, here)), ['near', 'middle', 'far'])
  assert.deepEqual(names(byNearest(rows, null)), ['far', 'near', 'middle'])
})

test('distances are said as people say them', () => {
  assert.deepEqual(roundedDistance(6.4), { value: 6, unit: 'metres' })
  assert.deepEqual(roundedDistance(142), { value: 140, unit: 'metres' })
  assert.deepEqual(roundedDistance(996), { value: 1, unit: 'kilometres' })
  assert.deepEqual(roundedDistance(1_240), { value: 1.2, unit: 'kilometres' })
  assert.deepEqual(roundedDistance(12_400), { value: 12, unit: 'kilometres' })
})
