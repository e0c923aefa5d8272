const dayMs = 86_400_000

/** The date clocks in `zone` show at an instant, `2026-11-21`. */
export const dateIn = (zone: string, at: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

/** A date so many days on. */
export const dayAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** The Monday on or before a date. */
export function mondayOf(date: string): string {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return dayAfter(date, -((weekday + 6) % 7))
}

/** Monday to Sunday of the week a Monday begins. */
export const weekFrom = (monday: string): string[] => Array.from({ length: 7 }, (_, days) => dayAfter(monday, days))
