import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createNewest } from './newest.ts'

test('a reading seen before is told from a new one, in any order', () => {
  const newest = createNewest()
  assert.equal(newest.place(7, 1000, 0, 1.5), 'new')
  assert.equal(newest.place(7, 1000, 0, 1.5), 'duplicate')
  assert.equal(newest.place(7, 1000, 1, 1.6), 'new')
  assert.equal(newest.place(7, 900, 0, 1.4), 'new')
  assert.equal(newest.place(7, 900, 0, 1.4), 'duplicate')
  assert.equal(newest.atOf(7), 1000)
  assert.equal(newest.valueOf(7), 1.6)
})

test('what is older than everything remembered has to be asked for', () => {
  const newest = createNewest()
  for (let at = 10; at <= 60; at += 10) newest.place(1, at, 0, at)
  assert.equal(newest.place(1, 5, 0, 5), 'unknown')
  assert.equal(newest.place(1, 60, 0, 60), 'duplicate')
})

test('after a restart only the newest is known', () => {
  const newest = createNewest()
  newest.restore(3, 500, 2, 9, 60_000)
  assert.equal(newest.gapOf(3), 60_000)
  assert.equal(newest.place(3, 500, 2, 9), 'duplicate')
  assert.equal(newest.place(3, 400, 0, 8), 'unknown')
  assert.equal(newest.place(3, 501, 0, 10), 'new')
})

test('no reading is ever called new twice, none is called a duplicate at first sight', () => {
  const readings = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 2 })), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(readings, (sent) => {
      const newest = createNewest()
      const seen = new Set<string>()
      for (const [at, seq] of sent) {
        const key = `${at} ${seq}`
        const place = newest.place(0, at, seq, 0)
        if (place === 'unknown') {
          seen.add(key)
          continue
        }
        assert.equal(place, seen.has(key) ? 'duplicate' : 'new')
        seen.add(key)
      }
    }),
  )
})
