import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Segment } from '../queries/segments.ts'
import { findDue } from './compact.ts'

let lastId = 0

const segment = (at: string, level: number, readingCount: number): Segment => {
  lastId += 1
  const firstAt = new Date(`${at}:00:00Z`)
  return { id: lastId, level, firstSeries: 1, lastSeries: 9, firstAt, lastAt: firstAt, readingCount }
}

const hours = (day: string, count: number): Segment[] =>
  Array.from({ length: count }, (_, hour) => segment(`${day}T${String(hour).padStart(2, '0')}`, 0, 100))

const due = (live: readonly Segment[], horizon: string): [string, number, number][] =>
  findDue(live, Date.parse(horizon)).map(({ name, level, segments }) => [name, level, segments.length])

test('a day is compacted when it is over, once', () => {
  const day = hours('2026-03-02', 24)
  assert.deepEqual(due(day, '2026-03-02T23:00:00Z'), [])
  assert.deepEqual(due(day, '2026-03-03T00:00:00Z'), [['2026-03-02', 1, 24]])
  assert.deepEqual(due([segment('2026-03-02T00', 1, 2400)], '2026-03-04T00:00:00Z'), [])
})

test('late readings of a day are compacted with it when they are much, or many pieces', () => {
  const done = segment('2026-03-02T00', 1, 2400)
  assert.deepEqual(due([done, ...hours('2026-03-02', 1)], '2026-03-04T00:00:00Z'), [])
  assert.deepEqual(due([done, ...hours('2026-03-02', 3)], '2026-03-04T00:00:00Z'), [['2026-03-02', 1, 4]])
})

test('a month is compacted two days after its end, with days that were not', () => {
  const month = [segment('2026-02-10T00', 1, 2400), ...hours('2026-02-28', 5)]
  assert.deepEqual(due(month, '2026-03-02T00:00:00Z'), [['2026-02-28', 1, 5]])
  assert.deepEqual(due(month, '2026-03-03T00:00:00Z'), [['2026-02', 2, 6]])
})

test('what comes late to a compacted month does not write it anew, unless it is much', () => {
  const month = segment('2026-01-01T00', 2, 1_000_000)
  assert.deepEqual(due([month, ...hours('2026-01-20', 7)], '2026-03-03T00:00:00Z'), [])
  assert.deepEqual(due([month, ...hours('2026-01-20', 8)], '2026-03-03T00:00:00Z'), [['2026-01 late', 1, 8]])
  const much = segment('2026-01-20T00', 0, 100_000)
  assert.deepEqual(due([month, much], '2026-03-03T00:00:00Z'), [['2026-01', 2, 2]])
})
