import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { alarmRankOf, healthOf, Reports, reportsAt, reportsNames, reportsOf } from './health.ts'

const ms = fc.integer({ min: 0, max: 10 * 86_400_000 })
const heard = fc.oneof(ms, fc.constant(Number.NaN))
const doubted = fc.option(ms, { nil: undefined })

test('a byte gives back what was put into it', () => {
  fc.assert(
    fc.property(fc.nat({ max: reportsNames.length - 1 }), fc.nat({ max: 4 }), (reports, rank) => {
      const health = healthOf(reports, rank)
      assert.ok(health < 256)
      assert.deepEqual([reportsOf(health), alarmRankOf(health)], [reports, rank])
    }),
  )
})

test('each number has its name', () => {
  assert.deepEqual(
    reportsNames.map((name) => Reports[name]),
    reportsNames.map((_, place) => place),
  )
})

test('what is late or was never read stays so as time goes by without a word', () => {
  fc.assert(
    fc.property(heard, ms, doubted, ms, ms, (heardMs, gapMs, doubtedMs, nowMs, moreMs) => {
      const now = reportsAt(nowMs, heardMs, gapMs, doubtedMs)
      const later = reportsAt(nowMs + moreMs, heardMs, gapMs, doubtedMs)
      if (now === Reports.late || now === Reports.never) assert.equal(later, now)
    }),
  )
})

test('a slower thing is never late sooner, and nothing is late within five minutes', () => {
  fc.assert(
    fc.property(ms, ms, ms, ms, (heardMs, gapMs, slowerMs, sinceMs) => {
      const nowMs = heardMs + sinceMs
      const isLate = (gap: number) => reportsAt(nowMs, heardMs, gap, undefined) === Reports.late
      if (isLate(gapMs + slowerMs)) assert.ok(isLate(gapMs))
      if (sinceMs <= 5 * 60_000) assert.ok(!isLate(gapMs))
      assert.equal(isLate(gapMs), sinceMs > Math.max(3 * gapMs, 5 * 60_000))
    }),
  )
})
