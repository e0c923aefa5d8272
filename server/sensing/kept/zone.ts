const GMT = /GMT(?:([+-])(\d{2}):(\d{2}))?/

function offsetAt(zone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(at)
  const [, sign, hours = '0', minutes = '0'] =
    GMT.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

/**
 * How many minutes before midnight UTC days of a zone begin: its offset without summer time, the same all year, so that a
 * day's rollup stays a day's whenever it is asked for.
 */
export function dayShiftOf(zone: string): number {
  const [winter, summer] = [
    offsetAt(zone, new Date('2026-01-15T00:00:00Z')),
    offsetAt(zone, new Date('2026-07-15T00:00:00Z')),
  ]
  return Math.min(winter, summer)
}
