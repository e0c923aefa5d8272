import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { WorkCalendar } from '../../../../contract/calendar.ts'
import { Fault } from '../../errors.ts'
import { shippedCalendars } from './calendars.ts'
import { createWorkTime } from './work-time.ts'

const HOUR_MS = 3_600_000

const shipped = (id: string): WorkCalendar => {
  const calendar = shippedCalendars.get(id)
  assert.ok(calendar)
  return calendar
}

const shanghai = createWorkTime(shipped('china'), 'Asia/Shanghai')
const newYork = createWorkTime(shipped('weekdays'), 'America/New_York')

const at = (instant: string) => Date.parse(instant)
const iso = (instant: number) => new Date(instant).toISOString()
const same = (found: number, expected: string) => assert.equal(iso(found), iso(at(expected)))
const unknownYear = (error: unknown) => error instanceof Fault && error.code === 'flow.calendar_unknown'

test('hours run on over noon, the night and the weekend', () => {
  same(shanghai.add(at('2026-03-02T11:30+08:00'), HOUR_MS), '2026-03-02T14:30+08:00')
  same(shanghai.add(at('2026-03-02T17:30+08:00'), HOUR_MS), '2026-03-03T08:30+08:00')
  same(shanghai.add(at('2026-03-06T17:30+08:00'), HOUR_MS), '2026-03-09T08:30+08:00')
  same(shanghai.add(at('2026-03-07T10:00+08:00'), HOUR_MS), '2026-03-09T09:00+08:00')
})

test('what ends with the working day is due then, not the next morning', () => {
  same(shanghai.add(at('2026-03-02T16:00+08:00'), 2 * HOUR_MS), '2026-03-02T18:00+08:00')
})

test('Spring Festival is left out and the Saturday worked in exchange counts', () => {
  same(shanghai.add(at('2026-02-13T17:00+08:00'), 4 * HOUR_MS), '2026-02-14T11:00+08:00')
  same(shanghai.add(at('2026-02-13T09:00+08:00'), 5 * shanghai.dayMs), '2026-02-27T09:00+08:00')
  assert.equal(shanghai.between(at('2026-02-15T00:00+08:00'), at('2026-02-24T00:00+08:00')), 0)
  assert.equal(shanghai.dayMs, 8 * HOUR_MS)
})

test('every day worked in exchange is a weekend with the hours of a working day', () => {
  for (const { workdays } of shipped('china').years)
    for (const day of workdays) {
      assert.ok(Temporal.PlainDate.from(day).dayOfWeek > 5, day)
      assert.equal(shanghai.between(at(`${day}T00:00+08:00`), at(`${day}T24:00+08:00`)), 8 * HOUR_MS)
    }
})

test('the State Council gave 248 working days in 2025 and in 2026', () => {
  for (const year of [2025, 2026]) {
    const worked = shanghai.between(at(`${year}-01-01T00:00+08:00`), at(`${year + 1}-01-01T00:00+08:00`))
    assert.equal(worked / shanghai.dayMs, 248)
  }
})

test('a year nobody has announced is not guessed', () => {
  assert.throws(() => shanghai.add(at('2026-12-31T17:00+08:00'), 2 * HOUR_MS), unknownYear)
  assert.throws(() => shanghai.between(at('2026-12-31T17:00+08:00'), at('2027-01-01T09:00+08:00')), unknownYear)
  same(shanghai.add(at('2026-12-31T16:00+08:00'), 2 * HOUR_MS), '2026-12-31T18:00+08:00')
})

test('summer time moves the instants and not the hours', () => {
  same(newYork.add(at('2026-03-06T16:00-05:00'), 2 * HOUR_MS), '2026-03-09T10:00-04:00')
  same(newYork.add(at('2026-10-30T16:00-04:00'), 2 * HOUR_MS), '2026-11-02T10:00-05:00')
})

test('a shift over the change of the clock is an hour shorter or longer', () => {
  const night: WorkCalendar = {
    ...shipped('weekdays'),
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    hours: [{ from: '00:00', to: '04:00' }],
  }
  const time = createWorkTime(night, 'America/New_York')
  const hours = (day: string, next: string) => time.between(at(`${day}T12:00Z`), at(`${next}T12:00Z`)) / HOUR_MS
  assert.equal(hours('2026-03-06', '2026-03-07'), 4)
  assert.equal(hours('2026-03-07', '2026-03-08'), 3)
  assert.equal(hours('2026-10-31', '2026-11-01'), 5)
})

const instants = fc.integer({ min: at('2025-01-01T00:00+08:00'), max: at('2026-06-01T00:00+08:00') })
const lengths = fc.integer({ min: 1, max: 300 * HOUR_MS })

test('time added is time counted', () => {
  for (const time of [shanghai, newYork])
    fc.assert(fc.property(instants, lengths, (from, ms) => time.between(from, time.add(from, ms)) === ms))
})

test('time counted adds up, wherever it is cut', () => {
  fc.assert(
    fc.property(instants, instants, instants, (one, two, three) => {
      const [a = 0, b = 0, c = 0] = [one, two, three].sort((x, y) => x - y)
      return shanghai.between(a, b) + shanghai.between(b, c) === shanghai.between(a, c)
    }),
  )
})

test('more time, or a later start, never ends earlier', () => {
  fc.assert(
    fc.property(instants, lengths, fc.nat(40 * HOUR_MS), (from, ms, more) => {
      const end = shanghai.add(from, ms)
      return shanghai.add(from, ms + more) >= end && shanghai.add(from + more, ms) >= end
    }),
  )
})
