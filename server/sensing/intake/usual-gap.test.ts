import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createNewest } from './newest.ts'
import { FIRST_GAP_MS, usualGap } from './usual-gap.ts'

const MINUTE_MS = 60_000
const gap = fc.integer({ min: 1000, max: 30 * 86_400_000 })
const after = (gaps: readonly number[]): number => gaps.reduce(usualGap, FIRST_GAP_MS)

test('whatever comes, the usual gap lies between the least and the greatest seen', () => {
  fc.assert(
    fc.property(fc.array(gap, { maxLength: 60 }), (gaps) => {
      const usual = after(gaps)
      assert.ok(usual >= Math.min(FIRST_GAP_MS, ...gaps) - 1 && usual <= Math.max(FIRST_GAP_MS, ...gaps) + 1)
    }),
  )
})

test('an even rhythm is learned to a tenth within 150 readings, be it seconds or weeks', () => {
  fc.assert(
    fc.property(gap, (each) => {
      const usual = after(new Array<number>(150).fill(each))
      assert.ok(Math.abs(usual - each) <= Math.max(each, 1000) / 10, `${usual} for ${each}`)
    }),
  )
})

test('an outage makes it five times as patient at most, a burst after long pauses does not make it hasty', () => {
  fc.assert(
    fc.property(gap, gap, (each, outage) => {
      const learned = after(new Array<number>(150).fill(each))
      assert.ok(usualGap(learned, outage) <= learned * 5)
    }),
  )
  const hours = new Array<number>(100).fill(8 * 60 * MINUTE_MS)
  const burst = new Array<number>(20).fill(2000)
  assert.ok(after([...hours, ...burst]) > 60 * MINUTE_MS)
})

test('only what follows the newest reading is a gap; copies and what comes late are none', () => {
  const newest = createNewest()
  assert.equal(newest.gapOf(5), FIRST_GAP_MS)
  newest.place(5, 0, 0, 1)
  assert.equal(newest.gapOf(5), FIRST_GAP_MS)
  newest.place(5, 60_000, 0, 1)
  const once = newest.gapOf(5)
  assert.ok(Math.abs(once - usualGap(FIRST_GAP_MS, 60_000)) < 1)
  newest.place(5, 60_000, 0, 1)
  newest.place(5, 60_000, 1, 1)
  newest.place(5, 30_000, 0, 1)
  assert.equal(newest.gapOf(5), once)
  newest.clear()
  assert.equal(newest.gapOf(5), FIRST_GAP_MS)
})
