import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundsOf, countGaps, isAlone, type Point, placedOf, usualStepMs } from './lines.ts'

const minuteMs = 60_000
const start = Date.parse('2026-11-21T00:00:00Z')
const at = (minutes: number, value = minutes): Point => ({
  at: new Date(start + minutes * minuteMs).toISOString(),
  mean: value,
  min: value - 1,
  max: value + 2,
  count: 1,
})

test('a line is broken where nothing was read for more than three usual steps', () => {
  const placed = placedOf({ points: [at(0), at(5), at(10), at(13), at(60), at(65)], bucketMs: null })
  assert.equal(countGaps(placed), 1)
  assert.deepEqual(
    placed.map(({ point }) => point?.mean ?? null),
    [0, 5, 10, 13, null, 60, 65],
  )
  assert.equal(placed[4]?.atMs, start + 36.5 * minuteMs)
})

test('a late reading is no gap, and one long gap does not become the usual step', () => {
  assert.equal(countGaps(placedOf({ points: [at(0), at(5), at(19)], bucketMs: null })), 0)
  assert.equal(usualStepMs([at(0), at(1), at(2), at(500)], null), minuteMs)
})

test('a stretch is drawn at its middle; one that has no neighbour is alone', () => {
  const hour = 60 * minuteMs
  const placed = placedOf({ points: [at(0), at(60), at(600)], bucketMs: hour })
  assert.equal(placed[0]?.atMs, start + hour / 2)
  assert.equal(countGaps(placed), 1)
  assert.deepEqual(
    [0, 1, 3].map((i) => isAlone(placed, i)),
    [false, false, true],
  )
})

test('bounds are of least and most, not of means; of nothing there are none', () => {
  assert.deepEqual(boundsOf([at(0, 5), at(1, 9)]), { min: 4, max: 11 })
  assert.equal(boundsOf([]), null)
  assert.deepEqual(placedOf({ points: [], bucketMs: null }), [])
})
