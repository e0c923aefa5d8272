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

/** The newest ordinal given so far; 0 before the first. */
export const getHead = async (tx: Tx): Promise<number> =>
  (await tx.one<{ head: number }>('select coalesce(max(ordinal), 0) as head from kernel.ordinal')).head
