import type { WorkCalendar } from '../../../../contract/calendar.ts'
import { flowErrors } from '../errors.ts'

/** Measures working time between instants (milliseconds since 1970). */
export interface WorkTime {
  readonly calendar: WorkCalendar
  readonly zone: string
  /** Working time in one ordinary day: what a working day of a limit amounts to. */
  readonly dayMs: number
  /** The first instant at which `ms` of working time have passed since `from`. */
  add(from: number, ms: number): number
  /** Working time from one instant to a later one. */
  between(from: number, to: number): number
  /** The place's calendar date at an instant. */
  dateAt(instant: number): Temporal.PlainDate
}

interface Window {
  readonly from: number
  readonly to: number
}

const MINUTE_MS = 60_000
/** Ten years of days: windows are worth keeping, but not for ever. */
const KEPT_DAYS = 3_660

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Which dates are worked; throws `flow.calendar_unknown` for a year whose holidays nobody has told. */
function workedDates(calendar: WorkCalendar): (date: Temporal.PlainDate) => boolean {
  const years = new Map(calendar.years.map((entry) => [entry.year, entry]))
  return (date) => {
    const year = years.get(date.year)
    const onWeekday = calendar.weekdays.includes(date.dayOfWeek)
    if (year === undefined) {
      if (calendar.otherYears === 'weekdays') return onWeekday
      throw flowErrors.calendar_unknown({ year: date.year })
    }
    const day = date.toString()
    if (year.workdays.includes(day)) return true
    return onWeekday && !year.holidays.some((holiday) => holiday.from <= day && day <= holiday.to)
  }
}

/** Working time of a place by its calendar, in its time zone, summer time included. */
export function createWorkTime(calendar: WorkCalendar, zone: string): WorkTime {
  const isWorked = workedDates(calendar)
  const hours = calendar.hours.map((window) => ({ from: minutesOf(window.from), to: minutesOf(window.to) }))
  const kept = new Map<string, readonly Window[]>()

  /** A wall time that summer time skips is taken an hour later; one that happens twice, the first time. */
  const instantOf = (date: Temporal.PlainDate, minutes: number): number =>
    date.toPlainDateTime().add({ minutes }).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds

  function windowsOf(date: Temporal.PlainDate): readonly Window[] {
    const key = date.toString()
    const known = kept.get(key)
    if (known !== undefined) return known
    const windows = isWorked(date)
      ? hours.map(({ from, to }) => ({ from: instantOf(date, from), to: instantOf(date, to) }))
      : []
    if (kept.size >= KEPT_DAYS) kept.clear()
    kept.set(key, windows)
    return windows
  }

  const dateAt = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate()

  function add(from: number, ms: number): number {
    let left = ms
    for (let date = dateAt(from); ; date = date.add({ days: 1 })) {
      for (const window of windowsOf(date)) {
        const start = Math.max(from, window.from)
        const length = window.to - start
        if (length <= 0) continue
        if (length >= left) return start + left
        left -= length
      }
    }
  }

  function between(from: number, to: number): number {
    let sum = 0
    for (let date = dateAt(from); ; date = date.add({ days: 1 })) {
      if (instantOf(date, 0) >= to) return sum
      for (const window of windowsOf(date)) sum += Math.max(0, Math.min(to, window.to) - Math.max(from, window.from))
    }
  }

  const dayMs = hours.reduce((sum, window) => sum + (window.to - window.from) * MINUTE_MS, 0)
  return { calendar, zone, dayMs, add, between, dateAt }
}
