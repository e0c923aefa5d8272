import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createBuckets } from './buckets.ts'

const MINUTE = 60_000
const PER_MINUTE = 60

/** How many of some readings are let through, `stepMs` apart by their times and `arriveMs` apart as they come. */
function admitted(count: number, stepMs: number, arriveMs: number): number {
  const buckets = createBuckets()
  let let_in = 0
  for (let i = 0; i < count; i += 1)
    if (buckets.take(3, PER_MINUTE, 1e12 + i * stepMs, 1.7e12 + i * arriveMs)) let_in += 1
  return let_in
}

test('a minute of readings may come at once, then as many as the quota', () => {
  assert.equal(admitted(1000, 0, 0), PER_MINUTE)
  assert.equal(admitted(600, 1000, 1000), 600)
  // Ten times the quota for five minutes: the bucket, and five minutes' worth.
  assert.equal(admitted(3000, 100, 100), PER_MINUTE + 5 * PER_MINUTE - 1)
})

test('what was measured over days may come at once, but not without end', () => {
  assert.equal(admitted(PER_MINUTE * 20, MINUTE, 0), PER_MINUTE * 20)
  assert.equal(admitted(PER_MINUTE * 100, MINUTE, 0), PER_MINUTE * 20)
})

test('no order of times gets more than the reserve and what the clock here gave', () => {
  const reading = fc.record({
    at: fc.integer({ min: -5 * MINUTE, max: 5 * MINUTE }),
    wait: fc.integer({ min: 0, max: 900 }),
  })
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 2000 }), (readings) => {
      const buckets = createBuckets()
      let nowMs = 1.7e12
      let passed = 0
      let through = 0
      for (const { at, wait } of readings) {
        nowMs += wait
        passed += wait
        if (buckets.take(0, PER_MINUTE, 1e12 + at, nowMs)) through += 1
      }
      assert.ok(through <= PER_MINUTE * 20 + (passed / MINUTE) * PER_MINUTE + 1)
    }),
  )
})

test('one thing takes nothing from another, and a bucket can be begun anew', () => {
  const buckets = createBuckets()
  for (let i = 0; i < 100; i += 1) buckets.take(1, PER_MINUTE, 0, 0)
  assert.equal(buckets.take(1, PER_MINUTE, 0, 0), false)
  assert.equal(buckets.take(2000, PER_MINUTE, 0, 0), true)
  buckets.refill(1)
  assert.equal(buckets.take(1, PER_MINUTE, 0, 0), true)
})
