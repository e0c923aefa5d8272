import type { Tx } from '../../database/pool.ts'
import type { Seal } from './seal.ts'

/** Two numbers name the lock in this database: ours, and the sealer's. */
const LOCK = 'select pg_try_advisory_xact_lock(9817, 1) as taken'

/** Takes the sealer's lock until the transaction ends; false when another process is sealing. */
export const tryLock = async (tx: Tx): Promise<boolean> => (await tx.one<{ taken: boolean }>(LOCK)).taken

// A restored store carries a marker: the copies it was restored from may live on in the same cluster.
const ERA = `select c.system_identifier::text || coalesce('+' || (s.value ->> 'id'), '') as era
  from pg_control_system() c left join kernel.store s on s.key = 'store.restored'`

/** Which life of which cluster this is. */
export const getEra = async (tx: Tx): Promise<string> => (await tx.one<{ era: string }>(ERA)).era

const STATE = `select pg_snapshot_xmin(pg_current_snapshot())::text as mark, s.no, s.era, s.to_xid::text, s.digest,
    s.first_ordinal + s.entry_count as next_ordinal
  from (values (1)) as always left join lateral (select * from kernel.seal order by no desc limit 1) s on true`

export interface SealState {
  /** Every transaction below this has ended. */
  mark: string
  no: number | null
  era: string | null
  to_xid: string | null
  digest: Buffer | null
  next_ordinal: number | null
}

export const getState = (tx: Tx): Promise<SealState> => tx.one<SealState>(STATE)

export interface Fresh {
  seq: number
  xid: string
  digest: Buffer
}

// The scalar sub-select stays an index probe per row whatever the planner believes; it keeps out entries of an earlier
// cluster whose transaction ids this cluster has now reached.
const FRESH = `select seq, xid::text, digest from (
    select j.seq, j.xid, j.digest from kernel.journal j
    where j.xid >= $1::xid8 and j.xid < $2::xid8 and (select o.seq from kernel.ordinal o where o.seq = j.seq) is null
    order by j.xid fetch first $3 rows with ties
  ) batch order by seq`

/** Unsealed entries of transactions in [from, to), whole transactions only, in the order they were written. */
export const listFresh = (tx: Tx, fromXid: string, toXid: string, limit: number): Promise<Fresh[]> =>
  tx.query<Fresh>(FRESH, [fromXid, toXid, limit])

const UNSEALED = `select j.seq, j.xid::text, j.digest from kernel.journal j
  where j.seq > $1 and not exists (select from kernel.ordinal o where o.seq = j.seq) order by j.seq limit $2`

/** Unsealed entries whatever their transaction: at the beginning of an era transaction ids say nothing. */
export const listUnsealed = (tx: Tx, afterSeq: number, limit: number): Promise<Fresh[]> =>
  tx.query<Fresh>(UNSEALED, [afterSeq, limit])

// Looks at the newest entries only: what it may miss is found at the next turn all the same.
const PENDING = `select exists (
    select from kernel.journal j where j.seq > (select coalesce(max(seq), 0) - 100 from kernel.ordinal)
    and (select o.seq from kernel.ordinal o where o.seq = j.seq) is null
  ) as pending`

/** Whether committed entries wait, probably for a transaction older than theirs to end. */
export const isPending = async (tx: Tx): Promise<boolean> => (await tx.one<{ pending: boolean }>(PENDING)).pending

const OLDEST = `select pid, coalesce(application_name, '') as name, datname as database from pg_stat_activity
  where backend_xid is not null and pid <> pg_backend_pid() order by age(backend_xid) desc limit 1`

/** The session whose transaction holds the watermark back. */
export const findOldest = (tx: Tx): Promise<{ pid: number; name: string; database: string } | undefined> =>
  tx.maybe(OLDEST)

const SEAL = `insert into kernel.seal (no, era, to_xid, first_ordinal, entry_count, root, prior, digest, key_id, signature,
    sealed_at)
  values ($1, $2, $3::xid8, $4, $5, $6, $7, $8, $9, $10, $11)`

const ORDINALS = `insert into kernel.ordinal (ordinal, seq, seal_no)
  select $1::bigint + s.at - 1, s.seq, $2 from unnest($3::bigint[]) with ordinality as s (seq, at)`

export async function saveSeal(tx: Tx, seal: Seal, seqs: readonly number[]): Promise<void> {
  const { no, era, toXid, firstOrdinal, entryCount, root, prior, digest, keyId, signature, sealedAt } = seal
  await tx.query(SEAL, [no, era, toXid, firstOrdinal, entryCount, root, prior, digest, keyId, signature, sealedAt])
  await tx.query(ORDINALS, [firstOrdinal, no, seqs])
}

/** The channel on which other processes hear of new ordinals. */
export const SEALED_CHANNEL = 'yiwang_sealed'

export const notifySealed = (tx: Tx, toOrdinal: number): Promise<unknown> =>
  tx.query('select pg_notify($1, $2)', [SEALED_CHANNEL, String(toOrdinal)])

interface SealRow {
  no: number
  era: string
  to_xid: string
  first_ordinal: number
  entry_count: number
  root: Buffer
  prior: Buffer
  digest: Buffer
  key_id: string
  signature: Buffer
  sealed_at: Date
}

const SEAL_COLUMNS = `no, era, to_xid::text, first_ordinal, entry_count, root, prior, digest, key_id, signature, sealed_at`

const SEALS = `select ${SEAL_COLUMNS} from kernel.seal where no > $1 order by no limit $2`

const ONE_SEAL = `select ${SEAL_COLUMNS} from kernel.seal where no = $1`

const NEWEST_SEAL = `select ${SEAL_COLUMNS} from kernel.seal order by no desc limit 1`

const sealOfRow = (row: SealRow): Seal => ({
  no: row.no,
  era: row.era,
  toXid: row.to_xid,
  firstOrdinal: row.first_ordinal,
  entryCount: row.entry_count,
  root: row.root,
  prior: row.prior,
  digest: row.digest,
  keyId: row.key_id,
  signature: row.signature,
  sealedAt: row.sealed_at,
})

export const listSeals = async (tx: Tx, afterNo: number, limit: number): Promise<Seal[]> =>
  (await tx.query<SealRow>(SEALS, [afterNo, limit])).map(sealOfRow)

const SOME_SEALS = `select ${SEAL_COLUMNS} from kernel.seal where no = any($1) order by no`

export const listSealsByNo = async (tx: Tx, nos: readonly number[]): Promise<Seal[]> =>
  (await tx.query<SealRow>(SOME_SEALS, [nos])).map(sealOfRow)

export async function findSeal(tx: Tx, no: number): Promise<Seal | undefined> {
  const row = await tx.maybe<SealRow>(ONE_SEAL, [no])
  return row && sealOfRow(row)
}

export async function findNewestSeal(tx: Tx): Promise<Seal | undefined> {
  const row = await tx.maybe<SealRow>(NEWEST_SEAL)
  return row && sealOfRow(row)
}
