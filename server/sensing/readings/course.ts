import type { z } from 'zod'
import type { ThingSeries, ThingSeriesQuery } from '../../../contract/series.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { errors } from '../errors.ts'
import type { Sum } from '../kept/lookup/accumulate.ts'
import { type Counted, isVoid } from '../kept/lookup/correct.ts'
import type { Lookup } from '../kept/lookup/lookup.ts'

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
 * A series between two instants in a bounded number of points, wherever its readings are kept: every reading where there
 * are few, otherwise the mean, the least and the most of equal stretches, which begin as the clocks of the place show it
 * (days at its midnight). What is corrected counts as corrected.
 */
export async function readCourse(
  lookup: Lookup,
  ctx: Ctx,
  series: number,
  { from, to }: Between,
  { points, zone }: { readonly points: number; readonly zone: string },
): Promise<Pick<ThingSeries, 'bucketMs' | 'points'>> {
  const bucketMs = stretchFor(to.getTime() - from.getTime(), points - 1)
  const originMs = beginningOf(from, bucketMs, zone).getTime()
  // Asked first: what a year comes to is read at once from its days, and tells whether its readings are few.
  const span = { from: originMs, to: to.getTime() + 1 }
  const sums = await lookup.sums(ctx, { series, span, widthMs: bucketMs, originMs })
  const single = isFew(sums, originMs, points)
    ? await lookup.newest(ctx, series, from.getTime(), to.getTime(), points)
    : undefined
  if (single === undefined || single.truncated) return { bucketMs, points: sums.map(pointOfSum) }
  return {
    bucketMs: null,
    points: single.readings
      .filter((reading) => !isVoid(reading))
      .reverse()
      .map(pointOfReading),
  }
}

type Point = ThingSeries['points'][number]

/** Whether there may be no more readings than points; the first stretch begins before the time that is asked for. */
const isFew = (sums: readonly { startMs: number; sum: Sum }[], firstMs: number, points: number): boolean =>
  sums.reduce((count, { startMs, sum }) => (startMs === firstMs ? count : count + sum.count), 0) <= points

const pointOfSum = ({ startMs, sum }: { startMs: number; sum: Sum }): Point => {
  const { count, min, max } = sum
  return { at: new Date(startMs).toISOString(), mean: sum.sum / count, min, max, count }
}

const pointOfReading = ({ atMs, value }: Counted): Point => {
  const at = new Date(atMs).toISOString()
  return { at, mean: value, min: value, max: value, count: 1 }
}
