import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDaytime } from './daytime.ts'

const hourMs = 3_600_000
const day: [number, number] = [7 * 60, 21 * 60]
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds
const due = (from: string, hours: number, between: [number, number], zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(addDaytime(at(from), hours * hourMs, between, zone)).toString()

test('only time inside the span of the day counts', () => {
  assert.equal(due('2026-03-02T08:00:00+08:00', 12, day, 'Asia/Shanghai'), '2026-03-02T12:00:00Z')
  assert.equal(due('2026-03-02T20:00:00+08:00', 12, day, 'Asia/Shanghai'), '2026-03-03T10:00:00Z')
  assert.equal(due('2026-03-02T23:00:00+08:00', 12, day, 'Asia/Shanghai'), '2026-03-03T11:00:00Z')
  assert.equal(due('2026-03-02T07:00:00+08:00', 14, day, 'Asia/Shanghai'), '2026-03-02T13:00:00Z')
})

test('several days add up', () => {
  assert.equal(due('2026-03-02T07:00:00+08:00', 30, day, 'Asia/Shanghai'), '2026-03-04T01:00:00Z')
})

test('a span may go over midnight', () => {
  const night: [number, number] = [22 * 60, 6 * 60]
  assert.equal(due('2026-03-02T20:00:00+08:00', 3, night, 'Asia/Shanghai'), '2026-03-02T17:00:00Z')
  assert.equal(due('2026-03-03T05:00:00+08:00', 3, night, 'Asia/Shanghai'), '2026-03-03T16:00:00Z')
})

test('on the day clocks go forward an hour that never was does not count', () => {
  const all: [number, number] = [0, 24 * 60]
  assert.equal(due('2026-03-08T00:00:00-05:00', 24, all, 'America/New_York'), '2026-03-09T05:00:00Z')
})
