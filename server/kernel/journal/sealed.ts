import type { KeyRange } from '../access.ts'
import type { Tx } from '../database/pool.ts'

/** An entry with its place in the one order that everybody follows. */
export interface SealedEntry {
  readonly ordinal: number
  readonly seq: number
  readonly commandId: string
  readonly matter: string | null
  readonly version: number | null
  readonly kind: string
  readonly actor: string
  readonly divisionKey: string
  readonly why: string | null
  readonly payload: Readonly<Record<string, unknown>>
  readonly recordedAt: Date
}

interface Row {
  ordinal: number
  seq: number
  command_id: string
  matter: string | null
  version: number | null
  kind: string
  actor: string
  division_key: string
  why: string | null
  payload: Record<string, unknown>
  recorded_at: Date
}

const READ = `select o.ordinal, j.seq, j.command_id, j.matter, j.version, j.kind, j.actor, j.division_key, j.why, j.payload,
    j.recorded_at
  from kernel.ordinal o join kernel.journal j on j.seq = o.seq`

const ALL = `${READ} where o.ordinal > $1 order by o.ordinal limit $2`

const OF_KINDS = `${READ} where o.ordinal > $1 and o.ordinal <= $2 and j.kind = any($3) order by o.ordinal limit $4`

const NEWEST = `${READ}
  where o.ordinal > (select max(ordinal) from kernel.ordinal) - $2 and starts_with(j.matter, $1 || ':')
  order by o.ordinal desc limit $3`

const entryOf = (row: Row): SealedEntry => ({
  ordinal: row.ordinal,
  seq: row.seq,
  commandId: row.command_id,
  matter: row.matter,
  version: row.version,
  kind: row.kind,
  actor: row.actor,
  divisionKey: row.division_key,
  why: row.why,
  payload: row.payload,
  recordedAt: row.recorded_at,
})

/** Sealed entries behind an ordinal, in order, in the scope of the transaction. */
export const readFrom = async (tx: Tx, afterOrdinal: number, limit: number): Promise<SealedEntry[]> =>
  (await tx.query<Row>(ALL, [afterOrdinal, limit])).map(entryOf)

/** Sealed entries of some kinds in (after, to], in order. */
export const readKinds = async (
  tx: Tx,
  range: { after: number; to: number },
  kinds: readonly string[],
  limit: number,
): Promise<SealedEntry[]> => (await tx.query<Row>(OF_KINDS, [range.after, range.to, kinds, limit])).map(entryOf)

/**
 * The newest sealed entries of one kind of matter, newest first, in the scope of the transaction. Looked for among the
 * last `among` entries only: where nothing has happened for long, a page is not kept waiting for what is old anyway.
 */
export const listNewest = async (
  tx: Tx,
  matterKind: string,
  { among, limit }: { among: number; limit: number },
): Promise<SealedEntry[]> => (await tx.query<Row>(NEWEST, [matterKind, among, limit])).map(entryOf)

/** Which entries of one kind are wanted: in some divisions, before an ordinal, with these words at these places of the payload. */
export interface OfKind {
  readonly ranges: readonly KeyRange[]
  readonly kind: string
  readonly within: string
  readonly before: number | null
  /** Beginnings of texts of the payload, by name. */
  readonly beginning: Readonly<Record<string, string>>
  readonly limit: number
}

const OF_KIND = `${READ}
  where j.kind = $1 and ($2::bigint is null or o.ordinal < $2) and starts_with(j.division_key, $3)
    and exists (select from unnest($4::text[], $5::text[]) r (lo, hi)
      where j.division_key >= r.lo collate "C" and j.division_key < r.hi collate "C")
    and not exists (select from unnest($6::text[], $7::text[]) b (name, start)
      where not starts_with(coalesce(j.payload ->> b.name, ''), b.start))
  order by o.ordinal desc limit $8`

/** Entries of one kind, newest first, in the scope of the transaction. */
export async function listOfKind(tx: Tx, wanted: OfKind): Promise<SealedEntry[]> {
  const { kind, before, within, ranges, beginning, limit } = wanted
  const [lows, highs] = [ranges.map(({ lo }) => lo), ranges.map(({ hi }) => hi)]
  const [names, starts] = [Object.keys(beginning), Object.values(beginning)]
  tx.send('set local plan_cache_mode = force_custom_plan')
  return (await tx.query<Row>(OF_KIND, [kind, before, within, lows, highs, names, starts, limit])).map(entryOf)
}

/** The newest ordinal given so far; 0 before the first. */
export const getHead = async (tx: Tx): Promise<number> =>
  (await tx.one<{ head: number }>('select coalesce(max(ordinal), 0) as head from kernel.ordinal')).head
