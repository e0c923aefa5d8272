/** Turns wall-clock times of a zone into moments. */
export type ToMoment = (
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
) => number

const HOUR_MS = 3_600_000

/** Makes the clock of a zone (IANA name). Times that do not exist give NaN; of one that comes twice, the first. */
export function createLocalTime(zone: string): ToMoment {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const offsets = new Map<number, number>()

  /** How far the wall clock is ahead of UTC in an hour. */
  function offsetAt(ms: number): number {
    const hour = Math.floor(ms / HOUR_MS)
    const known = offsets.get(hour)
    if (known !== undefined) return known
    const parts = new Map(format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
    const of = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0
    const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
    const offset = wall - Math.floor(ms / 1000) * 1000
    if (offsets.size > 10_000) offsets.clear()
    offsets.set(hour, offset)
    return offset
  }

  return (year, month, day, hour, minute, second) => {
    const isPlain = year >= 1970 && year <= 9999 && month >= 1 && month <= 12 && hour < 24 && minute < 60 && second < 60
    const wall = Date.UTC(year, month - 1, day, hour, minute, second)
    // `Date.UTC` takes the 31st of June for the first of July.
    if (!isPlain || new Date(wall).getUTCDate() !== day) return Number.NaN
    const guess = wall - offsetAt(wall)
    const moment = wall - offsetAt(guess)
    return moment + offsetAt(moment) === wall ? moment : Number.NaN
  }
}

/** `20160801085857` in a zone, in ms; NaN for anything else. */
export function readCompact(text: string, toMoment: ToMoment): number {
  const found = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text)
  if (found === null) return Number.NaN
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number)
  return toMoment(year, month, day, hour, minute, second)
}
