import { instantIn } from '../../../ui/time/zone.ts'

/** Ends that are likely: the night of today and of tomorrow, some days on. */
export const likelyEnds = ['tonight', 'tomorrow', 'threeDays', 'week', 'month'] as const
export type LikelyEnd = (typeof likelyEnds)[number]

const daysOn: Readonly<Record<LikelyEnd, number>> = { tonight: 0, tomorrow: 1, threeDays: 3, week: 7, month: 30 }
const dayMs = 86_400_000

/** The last minute of the day meant, in the zone of the place. */
export function endOf(end: LikelyEnd, nowMs: number, zone: string): string {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(
    nowMs + daysOn[end] * dayMs,
  )
  return instantIn(zone, `${day}T23:59`)
}
