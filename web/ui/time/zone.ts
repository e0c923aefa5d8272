/** How far a zone is ahead of UTC at an instant, in ms: ask for the zone once and for many instants. */
export function offsetIn(zone: string): (at: number) => number {
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (at) => {
    const read = Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = read
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000
  }
}

/** The instant at which clocks in `zone` show `local` (`2026-11-21T14:26`, as a date and time input gives it). */
export function instantIn(zone: string, local: string): string {
  const asUtc = Date.parse(`${local}Z`)
  const offsetMs = offsetIn(zone)
  // The offset at the wanted instant may differ from the one at `asUtc` when clocks change in between: look twice.
  const near = asUtc - offsetMs(asUtc)
  return new Date(asUtc - offsetMs(near)).toISOString()
}
