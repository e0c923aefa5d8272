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
