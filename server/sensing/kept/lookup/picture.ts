import type { Tx } from '../../../kernel/database/pool.ts'
import { DAY_MS } from '../layout.ts'
import { listCorrections, listVisible } from '../queries/hot.ts'
import { listExpiryOf } from '../queries/retention.ts'
import { findHorizon, holdHorizon, listSegments, type Segment } from '../queries/segments.ts'
import type { Correction } from './correct.ts'
import type { Span } from './spans.ts'

/** Where the readings of some series in a span are, as of one moment. */
export interface Picture {
  /** Those the row policy lets through. */
  readonly series: readonly number[]
  /** Before it readings are in segments, or late; at or after it in the database. */
  readonly horizonMs: number
  readonly segments: readonly Segment[]
  readonly corrections: readonly Correction[]
  /** Readings of a series measured before this are not kept any more, whether or not they are still there. */
  readonly keptSince: ReadonlyMap<number, number>
}

/** Begins a transaction's work: from here on until its end partitions and segments fit together. */
export async function takePicture(
  tx: Tx,
  wanted: readonly number[],
  { from, to }: Span,
  nowMs: number,
): Promise<Picture> {
  holdHorizon(tx)
  const horizonMs = (await findHorizon(tx))?.getTime() ?? Number.NEGATIVE_INFINITY
  const series = await listVisible(tx, wanted)
  if (series.length === 0) return { series, horizonMs, segments: [], corrections: [], keptSince: new Map() }
  const [first, last] = [new Date(from), new Date(to)]
  const [lowSeries, highSeries] = [series.reduce((a, b) => Math.min(a, b)), series.reduce((a, b) => Math.max(a, b))]
  const segments = from < horizonMs ? await listSegments(tx, { from: first, to: last, lowSeries, highSeries }) : []
  const corrections = await listCorrections(tx, series, first, last)
  const expiry = await listExpiryOf(tx, series)
  const keptSince = new Map(expiry.map(({ id, keepDays }) => [id, nowMs - keepDays * DAY_MS]))
  return { series, horizonMs, segments, corrections, keptSince }
}
