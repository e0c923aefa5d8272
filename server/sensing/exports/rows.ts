import type { Ctx } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { Archive, SeriesReading } from '../kept/lookup/archive.ts'
import { type Counted, createCorrector, isVoid } from '../kept/lookup/correct.ts'
import { type Picture, takePicture } from '../kept/lookup/picture.ts'
import type { Span } from '../kept/lookup/spans.ts'
import { listPage } from '../kept/queries/hot.ts'

const VIEW = 'reading.view'
/** Series looked at together. */
const GROUP = 1000
/** Readings of the database in memory at a time; a span that has more is halved. */
const PAGE = 20_000
/** Sorted at a time by the engine, counting a reading a minute. */
const SORTED = 2_000_000
const MINUTE_MS = 60_000
const LONGEST_MS = 31 * 86_400_000
const SHORTEST_MS = 10 * MINUTE_MS

export interface ExportedReading extends Counted {
  readonly series: number
}

interface RowDeps {
  readonly kernel: Kernel
  readonly archive: Archive
}

const order = (a: SeriesReading, b: SeriesReading): number => a.series - b.series || a.atMs - b.atMs || a.seq - b.seq

const BEGINNING = { series: 0, at: new Date(0), seq: -1 }

/** What there is of a span as of one moment; undefined when it is more than fits into memory. */
async function look({ kernel }: RowDeps, ctx: Ctx, group: readonly number[], span: Span) {
  const nowMs = ctx.clock.now().getTime()
  return kernel.read(ctx, VIEW, async (tx) => {
    const picture = await takePicture(tx, group, span, nowMs)
    if (picture.series.length === 0) return { picture, hot: [] }
    const rows = await listPage(tx, picture.series, span, BEGINNING, PAGE + 1)
    if (rows.length > PAGE && span.to - span.from > 1) return undefined
    return { picture, hot: rows.map(({ at, ...row }): SeriesReading => ({ ...row, atMs: at.getTime() })) }
  })
}

/** Readings of files and of the database in one order; what is in both is the one of the files. */
async function* joined(sealed: AsyncIterable<SeriesReading[]>, hot: readonly SeriesReading[]) {
  let next = 0
  for await (const rows of sealed) {
    const merged: SeriesReading[] = []
    for (const row of rows) {
      for (let one = hot[next]; one !== undefined && order(one, row) <= 0; one = hot[next]) {
        if (order(one, row) < 0) merged.push(one)
        next += 1
      }
      merged.push(row)
    }
    yield merged
  }
  if (next < hot.length) yield hot.slice(next)
}

/** Readings as they count, without those that count for nothing or are not kept any more. */
function counting({ corrections, keptSince }: Picture) {
  const bySeries = Map.groupBy(corrections, ({ seriesId }) => seriesId)
  const correctors = new Map([...bySeries].map(([series, some]) => [series, createCorrector(some)]))
  return (reading: SeriesReading): ExportedReading[] => {
    const { series, atMs } = reading
    if (atMs < (keptSince.get(series) ?? atMs)) return []
    const counted = correctors.get(series)?.(reading) ?? reading
    return isVoid(counted) ? [] : [{ ...counted, series }]
  }
}

async function* ofSpan(
  deps: RowDeps,
  ctx: Ctx,
  group: readonly number[],
  span: Span,
): AsyncGenerator<ExportedReading[]> {
  const found = await look(deps, ctx, group, span)
  if (found === undefined) {
    const middle = Math.floor((span.from + span.to) / 2)
    yield* ofSpan(deps, ctx, group, { from: span.from, to: middle })
    yield* ofSpan(deps, ctx, group, { from: middle, to: span.to })
    return
  }
  const { picture, hot } = found
  const sealedSpan = { from: span.from, to: Math.min(span.to, picture.horizonMs) }
  const sealed = deps.archive.scan(picture.segments, picture.series, sealedSpan)
  const count = counting(picture)
  for await (const rows of joined(sealed, hot)) yield rows.flatMap(count)
}

/**
 * Every reading of some series in a span, a chunk at a time, as fast as they are taken: spans of time in order, in each by
 * series and time. Each span is as of one moment; no transaction waits for whoever takes the rows.
 */
export async function* exportRows(
  deps: RowDeps,
  ctx: Ctx,
  series: readonly number[],
  { from, to }: Span,
): AsyncGenerator<ExportedReading[]> {
  const perGroup = Math.min(GROUP, Math.max(1, series.length))
  const width = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, Math.floor(SORTED / perGroup) * MINUTE_MS))
  for (let at = from; at < to; at += width)
    for (let first = 0; first < series.length; first += GROUP) {
      const group = series.slice(first, first + GROUP)
      yield* ofSpan(deps, ctx, group, { from: at, to: Math.min(to, at + width) })
    }
}
