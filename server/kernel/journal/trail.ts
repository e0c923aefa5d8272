import type { Tx } from '../database/pool.ts'

/** An entry of a matter for its trail, with the free text people wrote unless it has been erased. */
export interface TrailRecord {
  readonly ordinal: number | null
  readonly version: number
  readonly kind: string
  readonly actor: string
  readonly payload: Readonly<Record<string, unknown>>
  readonly personal: { readonly words?: string; readonly note?: string } | null
  readonly recordedAt: Date
}

/** A page shows so many; a matter with more has a story told elsewhere. */
const MOST = 300

/** The newest entries of a matter, newest first. */
export const listTrail = (tx: Tx, matter: string): Promise<TrailRecord[]> =>
  tx.query(
    `select o.ordinal, j.version, j.kind, j.actor, j.payload, p.data personal, j.recorded_at "recordedAt"
     from kernel.journal j
     left join kernel.ordinal o on o.seq = j.seq
     left join kernel.personal p on p.digest = j.personal_digest
     where j.matter = $1 order by j.version desc limit ${MOST}`,
    [matter],
  )

/** What every entry of a matter says, oldest first: for a state that is a fold of the journal. */
export const listSaid = (tx: Tx, matter: string) =>
  tx.query<Pick<TrailRecord, 'kind' | 'payload'>>(
    'select kind, payload from kernel.journal where matter = $1 order by version',
    [matter],
  )

/** What entries of some kinds say after a sequence number, oldest first: for whoever checks a state against all of them. */
export const listOfKinds = (tx: Tx, kinds: readonly string[], afterSeq: number, limit: number) =>
  tx.query<Pick<TrailRecord, 'kind' | 'payload'> & { seq: number }>(
    'select seq, kind, payload from kernel.journal where kind = any($1) and seq > $2 order by seq limit $3',
    [kinds, afterSeq, limit],
  )
