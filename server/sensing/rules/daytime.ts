/**
 * The moment by which `durationMs` of time between two times of the local day has passed since `fromMs`. A span such as
 * 22:00–06:00 goes over midnight. On days when clocks change, the time that really passes is what counts.
 */
export function addDaytime(
  fromMs: number,
  durationMs: number,
  between: readonly [number, number],
  zone: string,
): number {
  let left = durationMs
  let date = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(zone).toPlainDate()
  for (;;) {
    for (const [open, close] of spansOf(date, between, zone)) {
      const begin = Math.max(open, fromMs)
      if (begin >= close) continue
      if (begin + left <= close) return begin + left
      left -= close - begin
    }
    date = date.add({ days: 1 })
  }
}

function spansOf(date: Temporal.PlainDate, [start, end]: readonly [number, number], zone: string): [number, number][] {
  const at = (minute: number) => {
    const day = minute === 1440 ? date.add({ days: 1 }) : date
    const plainTime = Temporal.PlainTime.from({ hour: Math.floor((minute % 1440) / 60), minute: minute % 60 })
    return day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds
  }
  if (start < end) return [[at(start), at(end)]]
  return [
    [at(0), at(end)],
    [at(start), at(1440)],
  ]
}
