import type { KeyRange } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database/pool.ts'

/** The newest readings of one series between two instants, newest first; the row policy of the series decides who may. */
export const listReadings = (
  tx: Tx,
  series: number,
  from: Date,
  to: Date,
  limit: number,
): Promise<{ at: Date; value: number }[]> =>
  tx.query(
    `select r.at, r.value from sensing.series s join sensing.reading r on r.series_id = s.id
     where s.id = $1 and r.at >= $2 and r.at <= $3 order by r.at desc, r.seq desc limit $4`,
    [series, from, to, limit],
  )

export interface PointRow {
  readonly at: Date
  readonly mean: number
  readonly min: number
  readonly max: number
  readonly count: number
}

/** The readings of one series between two instants, oldest first, each as a point. */
export const listPoints = (tx: Tx, series: number, from: Date, to: Date, limit: number): Promise<PointRow[]> =>
  tx.query(
    `select r.at, r.value as mean, r.value as min, r.value as max, 1 as count
     from sensing.series s join sensing.reading r on r.series_id = s.id
     where s.id = $1 and r.at >= $2 and r.at <= $3 order by r.at, r.seq limit $4`,
    [series, from, to, limit],
  )

/** The same by equal stretches of time; a stretch in which nothing was read is left out. */
export const listBuckets = (tx: Tx, series: number, from: Date, to: Date, bucketMs: number): Promise<PointRow[]> =>
  tx.query(
    `select date_bin($4::double precision * interval '1 ms', r.at, $2) as at, avg(r.value) as mean, min(r.value) as min,
       max(r.value) as max, count(*)::integer as count
     from sensing.series s join sensing.reading r on r.series_id = s.id
     where s.id = $1 and r.at >= $2 and r.at <= $3 group by 1 order by 1`,
    [series, from, to, bucketMs],
  )

export interface RefusedRow {
  readonly id: number
  readonly at: Date
  readonly source: string
  readonly door: 'http' | 'mqtt'
  readonly thing: string | null
  readonly property: string | null
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly payload: string
}

export interface RefusedFilter {
  readonly source: string | null
  readonly thing: string | null
  readonly code: string | null
  readonly before: number | null
  readonly limit: number
}

/** Refused readings of some divisions, newest first. */
export const listRefused = (
  tx: Tx,
  ranges: readonly KeyRange[],
  { source, thing, code, before, limit }: RefusedFilter,
): Promise<RefusedRow[]> =>
  tx.query(
    `select id, at, source, door, thing, property, code, params, payload from sensing.set_aside a
     where exists (select from unnest($1::text[], $2::text[]) as r (lo, hi) where a.division_key >= r.lo and a.division_key < r.hi)
       and ($3::text is null or source = $3) and ($4::text is null or thing = $4) and ($5::text is null or code = $5)
       and ($6::bigint is null or id < $6)
     order by id desc limit $7`,
    [ranges.map(({ lo }) => lo), ranges.map(({ hi }) => hi), source, thing, code, before, limit],
  )

/** How often each reason was given since a time. */
export const countRefused = (
  tx: Tx,
  ranges: readonly KeyRange[],
  since: Date,
): Promise<{ code: string; count: number; lastAt: Date }[]> =>
  tx.query(
    `select code, count(*)::integer as count, max(at) as "lastAt" from sensing.set_aside a
     where at >= $3
       and exists (select from unnest($1::text[], $2::text[]) as r (lo, hi) where a.division_key >= r.lo and a.division_key < r.hi)
     group by code order by count desc, code`,
    [ranges.map(({ lo }) => lo), ranges.map(({ hi }) => hi), since],
  )

/** Finished hours that have no index yet. */
export const listUnsettled = (tx: Tx, before: Date): Promise<{ startsAt: Date }[]> =>
  tx.query(
    `select starts_at as "startsAt" from sensing.hour where settled_at is null and starts_at < $1 order by starts_at`,
    [before],
  )

/** Builds the index of an hour, or gives up after `timeoutMs`: a long transaction holds the journal's seals back. */
export async function settleHour(tx: Tx, startsAt: Date, timeoutMs: number): Promise<void> {
  await tx.query(`select set_config('statement_timeout', $1, true)`, [String(timeoutMs)])
  await tx.query(`select sensing.settle_hour($1)`, [startsAt])
}

/** Drops what is kept for a while only. */
export async function prune(tx: Tx, answeredBefore: Date, refusedBefore: Date): Promise<void> {
  await tx.query(`delete from sensing.answered where recorded_at < $1`, [answeredBefore])
  await tx.query(`delete from sensing.set_aside where at < $1`, [refusedBefore])
}
