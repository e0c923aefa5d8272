import type { KeyRange } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database/pool.ts'

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
