import type { Ctx } from '../../../kernel/actor.ts'
import type { Tx } from '../../../kernel/database/pool.ts'
import type { Kernel } from '../../../kernel/index.ts'
import { DAY_MS, HOUR_MS } from '../layout.ts'
import { listLateHours, listNewest, listSpan, sumSpan } from '../queries/hot.ts'
import { listShifted } from '../queries/segments.ts'
import { createSums, type Sum, type Sums } from './accumulate.ts'
import type { Archive } from './archive.ts'
import { type Counted, createCorrector, isVoid, type Reading } from './correct.ts'
import { type Picture, takePicture } from './picture.ts'
import { type Plan, planSums } from './plan.ts'
import { type Span, within } from './spans.ts'

const VIEW = 'reading.view'
const MONDAY_MS = Date.UTC(1970, 0, 5)

export interface LookupDeps {
  readonly kernel: Kernel
  readonly archive: Archive
  /** Where days of rollups begin, in minutes before midnight UTC. */
  readonly dayShiftMinutes: number
}

/** The span and buckets asked for. */
export interface SumsQuestion {
  readonly series: number
  readonly span: Span
  readonly widthMs: number
  /** Where buckets are counted from. */
  readonly originMs: number
}

export type Lookup = ReturnType<typeof createLookup>

const keyOf = ({ atMs, seq }: Reading): string => `${atMs} ${seq}`

const newer = (a: Reading, b: Reading): number => b.atMs - a.atMs || b.seq - a.seq

/** Readings of the database and of segments as one; what is in both is one reading, as it was first kept. */
function joined(hot: readonly Reading[], sealed: readonly Reading[]): Reading[] {
  const known = new Set(sealed.map(keyOf))
  return [...sealed, ...hot.filter((reading) => !known.has(keyOf(reading)))]
}

/** What a transaction found out for a question of sums. */
interface Found {
  readonly picture: Picture
  readonly plan: Plan
  /** Readings of the database in each span to be looked at one by one. */
  readonly exactHot: readonly (readonly Reading[])[]
}

/** Answers over readings wherever they are: in partitions, in segments, or late. */
export function createLookup({ kernel, archive, dayShiftMinutes }: LookupDeps) {
  const dayStart = -dayShiftMinutes * 60_000

  async function newest(ctx: Ctx, series: number, from: number, to: number, limit: number) {
    const nowMs = ctx.clock.now().getTime()
    const { picture, since, hot } = await kernel.read(ctx, VIEW, async (tx) => {
      const taken = await takePicture(tx, [series], { from, to }, nowMs)
      const kept = Math.max(from, taken.keptSince.get(series) ?? from)
      const rows =
        taken.series.length === 0 ? [] : await listNewest(tx, series, new Date(kept), new Date(to), limit + 1)
      return { picture: taken, since: kept, hot: rows }
    })
    const { horizonMs, segments, corrections } = picture
    // Everything at or after the horizon is newer than what is in segments.
    const isEnough = hot.length > limit && (hot.at(-1)?.atMs ?? 0) >= horizonMs
    const sealedSpan = { from: since, to: Math.min(to + 1, horizonMs) }
    const sealed = isEnough ? [] : await archive.newest(segments, series, sealedSpan, limit + 1)
    const all = joined(hot, sealed).sort(newer)
    const correct = createCorrector(corrections)
    return { readings: all.slice(0, limit).map(correct), truncated: all.length > limit }
  }

  async function findOut(tx: Tx, { series, span, widthMs, originMs }: SumsQuestion, sums: Sums, nowMs: number) {
    const picture = await takePicture(tx, [series], span, nowMs)
    const { horizonMs, segments, corrections } = picture
    const kept = { from: Math.max(span.from, picture.keptSince.get(series) ?? span.from), to: span.to }
    if (picture.series.length === 0 || kept.to <= kept.from) return undefined
    const late = kept.from < horizonMs ? await listLateHours(tx, series, new Date(kept.from), new Date(horizonMs)) : []
    const touched = [
      ...corrections.map(({ fromAt, toAt }) => ({ from: fromAt.getTime(), to: toAt.getTime() + 1 })),
      ...late.map((hour) => ({ from: hour.getTime(), to: hour.getTime() + HOUR_MS })),
    ]
    const ids = segments.map(({ id }) => id)
    const shifted = widthMs % DAY_MS === 0 ? await listShifted(tx, ids, dayShiftMinutes) : new Set<number>()
    const dayStartMs = ids.length > 0 && ids.every((id) => shifted.has(id)) ? dayStart : undefined
    const plan = planSums({ span: kept, horizonMs, widthMs, originMs, dayStartMs, touched })
    for (const one of plan.hot)
      for (const { bucket, lastAt, ...row } of await sumSpan(tx, series, one, widthMs, originMs))
        sums.merge(bucket * widthMs + originMs, { ...row, lastMs: lastAt.getTime() })
    const exactHot: (readonly Reading[])[] = []
    for (const one of plan.exact) exactHot.push(await listSpan(tx, series, one))
    return { picture, plan, exactHot } satisfies Found
  }

  /** Counts readings one by one; a day's at a time are in memory beside those of the database. */
  async function sumExact({ picture, plan, exactHot }: Found, series: number, sums: Sums): Promise<void> {
    const correct = createCorrector(picture.corrections)
    const count = (reading: Reading): void => {
      const counted: Counted = correct(reading)
      if (!isVoid(counted)) sums.add(counted.atMs, counted.seq, counted.value)
    }
    for (const [index, span] of plan.exact.entries()) {
      const [sealed] = within([span], { from: span.from, to: picture.horizonMs })
      const rest = new Map((exactHot[index] ?? []).map((reading) => [keyOf(reading), reading]))
      if (sealed !== undefined)
        for await (const rows of archive.scan(picture.segments, [series], sealed))
          for (const row of rows) {
            rest.delete(keyOf(row))
            count(row)
          }
      for (const reading of rest.values()) count(reading)
    }
  }

  return {
    /** Where buckets are counted from: a Monday's beginning in the place, so that days and weeks are its own. */
    originMs: MONDAY_MS + dayStart,
    /** The newest readings between two instants, both included, newest first; `truncated` when there are more. */
    newest,
    /** What the readings of a series come to by buckets, in order; empty buckets are left out. */
    async sums(ctx: Ctx, question: SumsQuestion): Promise<{ startMs: number; sum: Sum }[]> {
      const { series, widthMs, originMs } = question
      const sums = createSums(widthMs, originMs)
      const found = await kernel.read(ctx, VIEW, (tx) => findOut(tx, question, sums, ctx.clock.now().getTime()))
      if (found === undefined) return []
      const { picture, plan } = found
      const target = { sums, widthMs, originMs }
      await archive.sumReadings(picture.segments, series, plan.readings, target)
      await archive.sumRollups(picture.segments, series, plan.hours, { ...target, kind: 'hour' })
      await archive.sumRollups(picture.segments, series, plan.days, { ...target, kind: 'day', startMs: dayStart })
      await sumExact(found, series, sums)
      return sums.list()
    },
  }
}
