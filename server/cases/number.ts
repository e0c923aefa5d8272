/** The day of an instant in a time zone, as `20261121`. */
export function dayOf(instant: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .format(instant)
    .replaceAll('-', '')
}

/** The prefix under which a day's cases of a division are counted: day and the division's own code. */
export const numberPrefix = (day: string, divisionCode: string): string => `${day}-${divisionCode}`

/** A case's number, such as `20261121-310105-000418`. */
export const caseNumber = (prefix: string, count: number): string => `${prefix}-${String(count).padStart(6, '0')}`

const wallClock = new Map<string, Intl.DateTimeFormat>()

/** The instant at which the day of `instant` began in a time zone, whatever the zone's offset then was. */
export function startOfDay(instant: Date, zone: string): Date {
  const format =
    wallClock.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', timeStyle: 'medium' })
  wallClock.set(zone, format)
  const msSinceMidnight = (at: Date) => {
    const [hours = 0, minutes = 0, seconds = 0] = format.format(at).split(':').map(Number)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + at.getMilliseconds()
  }
  const guess = new Date(instant.getTime() - msSinceMidnight(instant))
  // On a day whose clock was changed the guess lands beside midnight: go on from there.
  const rest = msSinceMidnight(guess)
  const HALF_DAY_MS = 43_200_000
  return new Date(guess.getTime() - (rest > HALF_DAY_MS ? rest - 2 * HALF_DAY_MS : rest))
}
