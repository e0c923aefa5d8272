import type { Tx } from '../../../kernel/database/pool.ts'
import type { Correction, Reading } from '../lookup/correct.ts'
import type { Span } from '../lookup/spans.ts'

interface Row {
  readonly at: Date
  readonly seq: number
  readonly value: number
}

const readingOf = ({ at, seq, value }: Row): Reading => ({ atMs: at.getTime(), seq, value })

/** Those of some series that the row policy lets through. */
export const listVisible = async (tx: Tx, series: readonly number[]): Promise<number[]> =>
  (await tx.query<{ id: number }>(`select id from sensing.series where id = any($1)`, [series])).map(({ id }) => id)

/** The newest readings of a series in the database between two instants, both included, newest first. */
export const listNewest = async (
  tx: Tx,
  series: number,
  from: Date,
  to: Date,
  limit: number,
): Promise<readonly Reading[]> =>
  (
    await tx.query<Row>(
      `select at, seq, value from sensing.reading where series_id = $1 and at >= $2 and at <= $3
       order by at desc, seq desc limit $4`,
      [series, from, to, limit],
    )
  ).map(readingOf)

/** All readings of a series in the database in a span, in order. */
export const listSpan = async (tx: Tx, series: number, { from, to }: Span): Promise<readonly Reading[]> =>
  (
    await tx.query<Row>(
      `select at, seq, value from sensing.reading where series_id = $1 and at >= $2 and at < $3 order by at, seq`,
      [series, new Date(from), new Date(to)],
    )
  ).map(readingOf)

/** Readings of several series in the database in a span, by series and time, behind a place; as many as `limit`. */
export const listPage = (
  tx: Tx,
  series: readonly number[],
  { from, to }: Span,
  after: { series: number; at: Date; seq: number },
  limit: number,
): Promise<{ series: number; at: Date; seq: number; value: number }[]> =>
  tx.query(
    `select series_id as series, at, seq, value from sensing.reading
     where series_id = any($1) and at >= $2 and at < $3 and (series_id, at, seq) > ($4, $5, $6)
     order by series_id, at, seq limit $7`,
    [series, new Date(from), new Date(to), after.series, after.at, after.seq, limit],
  )

/** The hours before the horizon for which readings of a series came late, as their beginnings. */
export const listLateHours = async (tx: Tx, series: number, from: Date, horizon: Date): Promise<Date[]> =>
  (
    await tx.query<{ hour: Date }>(
      `select distinct date_trunc('hour', at, 'UTC') as hour from sensing.reading
       where series_id = $1 and at >= $2 and at < $3`,
      [series, from, horizon],
    )
  ).map(({ hour }) => hour)

export interface SumRow {
  readonly bucket: number
  readonly count: number
  readonly min: number
  readonly max: number
  readonly sum: number
  readonly lastAt: Date
  readonly lastSeq: number
  readonly last: number
}

/** What readings of a series in the database come to, by buckets counted from an origin. */
export const sumSpan = (
  tx: Tx,
  series: number,
  { from, to }: Span,
  widthMs: number,
  originMs: number,
): Promise<SumRow[]> =>
  tx.query(
    `select (((extract(epoch from at) * 1000)::bigint - $5::bigint) / $4::bigint) as bucket, count(*)::integer as count,
       min(value) as min, max(value) as max, sum(value) as sum, max(at) as "lastAt",
       (array_agg(seq order by at desc, seq desc))[1] as "lastSeq", (array_agg(value order by at desc, seq desc))[1] as last
     from sensing.reading where series_id = $1 and at >= $2 and at < $3 group by 1`,
    [series, new Date(from), new Date(to), widthMs, originMs],
  )

/** The corrections in force that touch a time between two instants, both included. */
export const listCorrections = (tx: Tx, series: readonly number[], from: Date, to: Date): Promise<Correction[]> =>
  tx.query(
    `select id, no, series_id as "seriesId", from_at as "fromAt", to_at as "toAt", kind, amount, reason
     from sensing.correction
     where series_id = any($1) and to_at >= $2 and from_at <= $3 and withdrawn_at is null order by no`,
    [series, from, to],
  )
