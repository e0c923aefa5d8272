import type { z } from 'zod'
import type { ThingSeries, ThingSeriesQuery } from '../../../contract/sensing.ts'
import type { Tx } from '../../kernel/database/pool.ts'
import { errors } from '../errors.ts'
import { listBuckets, listPoints } from './queries.ts'

const DAY_MS = 86_400_000
const SPAN_MS = { day: DAY_MS, week: 7 * DAY_MS, month: 31 * DAY_MS, year: 366 * DAY_MS } as const
const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
/** Stretches people can read off an axis; longer ones are whole days. */
const STRETCHES_MS = [
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((minutes) => minutes * MINUTE_MS),
]

/** The shortest stretch of a sensible length with which a time has no more points than asked for. */
export function stretchFor(spanMs: number, points: number): number {
  const least = spanMs / points
  return STRETCHES_MS.find((ms) => ms >= least) ?? Math.ceil(least / DAY_MS) * DAY_MS
}

interface Between {
  readonly from: Date
  readonly to: Date
  readonly isCurrent: boolean
}

/** The time that is meant: what is left out ends now, or at the newest reading where that is more than a span ago. */
export function timeMeant(
  query: z.output<typeof ThingSeriesQuery>,
  nowMs: number,
  newestMs: number | undefined,
): Between {
  const span = SPAN_MS[query.span]
  const isLongAgo = newestMs !== undefined && newestMs < nowMs - span
  const to = query.to === undefined ? new Date(isLongAgo ? newestMs : nowMs) : new Date(query.to)
  const from = query.from === undefined ? new Date(to.getTime() - span) : new Date(query.from)
  if (from >= to) throw errors.no_time_between()
  return { from, to, isCurrent: to.getTime() >= nowMs }
}

/** The last whole stretch at or before an instant, by the clocks of the place. */
export function beginningOf(at: Date, stretchMs: number, zone: string): Date {
  const there = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
  const aheadMs = there.offsetNanoseconds / 1e6
  return new Date(Math.floor((at.getTime() + aheadMs) / stretchMs) * stretchMs - aheadMs)
}

/**
 * A series between two instants in a bounded number of points: every reading where there are few, otherwise the mean,
 * the least and the most of equal stretches, which begin as the clocks of the place show it (days at its midnight).
 */
export async function readCourse(
  tx: Tx,
  series: number,
  { from, to }: Between,
  { points, zone }: { readonly points: number; readonly zone: string },
): Promise<Pick<ThingSeries, 'bucketMs' | 'points'>> {
  const single = await listPoints(tx, series, from, to, points + 1)
  const bucketMs = single.length > points ? stretchFor(to.getTime() - from.getTime(), points - 1) : null
  const start = bucketMs === null ? from : beginningOf(from, bucketMs, zone)
  const rows = bucketMs === null ? single : await listBuckets(tx, series, start, to, bucketMs)
  return { bucketMs, points: rows.map(({ at, ...row }) => ({ at: at.toISOString(), ...row })) }
}
