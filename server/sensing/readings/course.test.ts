import assert from 'node:assert/strict'
import { test } from 'node:test'
import { beginningOf, stretchFor, timeMeant } from './course.ts'

const now = Date.parse('2026-03-02T10:00:00Z')
const asked = { property: 'heat', span: 'day', points: 100 } as const
const at = (iso: string) => Date.parse(iso)

test('what is left out ends now; where the newest reading is older than a span, it ends there', () => {
  const fresh = timeMeant(asked, now, now - 60_000)
  assert.deepEqual(fresh, { from: new Date('2026-03-01T10:00:00Z'), to: new Date(now), isCurrent: true })
  const old = timeMeant({ ...asked, span: 'week' }, now, at('2014-02-14T14:30:00Z'))
  assert.deepEqual(old.to, new Date('2014-02-14T14:30:00Z'))
  assert.deepEqual(old.from, new Date('2014-02-07T14:30:00Z'))
  assert.equal(old.isCurrent, false)
  assert.deepEqual(timeMeant(asked, now, undefined).to, new Date(now))
})

test('a beginning given stands, and must lie before the end', () => {
  const query = { ...asked, from: '2026-03-01T00:00:00Z', to: '2026-03-01T06:00:00Z' }
  assert.deepEqual(timeMeant(query, now, now).from, new Date('2026-03-01T00:00:00Z'))
  assert.throws(() => timeMeant({ ...query, from: query.to }, now, now), { code: 'sensing.no_time_between' })
})

test('a stretch is of a length people can read, and never gives more points than asked for', () => {
  assert.equal(stretchFor(86_400_000, 480), 5 * 60_000)
  assert.equal(stretchFor(7 * 86_400_000, 480), 30 * 60_000)
  assert.equal(stretchFor(366 * 86_400_000, 480), 24 * 3_600_000)
  assert.equal(stretchFor(10 * 366 * 86_400_000, 480), 8 * 86_400_000)
  for (const span of [1000, 12_345, 9e6, 4e8, 9e11]) assert.ok(span / stretchFor(span, 50) <= 50)
})

test('a day begins at midnight of the place, six hours at six of its clocks', () => {
  const noon = new Date('2026-03-02T04:00:00Z')
  assert.deepEqual(beginningOf(noon, 86_400_000, 'Asia/Shanghai'), new Date('2026-03-01T16:00:00Z'))
  assert.deepEqual(beginningOf(noon, 86_400_000, 'America/New_York'), new Date('2026-03-01T05:00:00Z'))
  assert.deepEqual(beginningOf(noon, 6 * 3_600_000, 'Asia/Kathmandu'), new Date('2026-03-02T00:15:00Z'))
})
