import type { Tx } from '../database/pool.ts'

/** What a backup knows of itself. */
export interface Manifest {
  readonly createdAt: string
  readonly version: string
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[]
  /** The last seal in the snapshot. */
  readonly head: { readonly no: number; readonly digest: string } | null
  readonly partitions: readonly Partition[]
  readonly indexes: readonly string[]
  readonly sequences: readonly Sequence[]
}

/** A part of a partitioned table, made while the program ran: no migration knows it. */
export interface Partition {
  readonly schema: string
  readonly name: string
  readonly parent: string
  readonly bound: string
  /** How it is divided further itself. */
  readonly key: string | null
  readonly options: readonly string[] | null
  readonly grants: readonly { readonly role: string; readonly privilege: string }[]
}

export interface Sequence {
  readonly name: string
  readonly value: number
}

export interface TableName {
  readonly schema: string
  readonly name: string
  readonly columns: readonly string[]
}

/** Our schemas: all but PostgreSQL's own. The list of migrations travels in the manifest. */
const OURS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and not (n.nspname = 'public' and c.relname = 'migration')
  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`

const TABLES = `select n.nspname::text as schema, c.relname::text as name,
    array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = '' order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and c.relpersistence = 'p' and ${OURS} order by 1, 2`

/** Every table that holds rows; of a partitioned one its parts. */
export const listTables = (tx: Tx): Promise<TableName[]> => tx.query<TableName>(TABLES)

const PARTITIONS = `select n.nspname::text as schema, c.relname::text as name, i.inhparent::regclass::text as parent,
    pg_get_expr(c.relpartbound, c.oid) as bound,
    case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as key, c.reloptions as options,
    (select coalesce(jsonb_agg(jsonb_build_object('role', g.grantee::regrole::text, 'privilege', g.privilege_type)), '[]')
      from aclexplode(c.relacl) g where g.grantee <> c.relowner and g.grantee <> 0) as grants
  from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_namespace n on n.oid = c.relnamespace
  where c.relispartition and c.relkind in ('r', 'p') and ${OURS}
  order by (select count(*) from pg_partition_ancestors(c.oid)), 1, 2`

/** Partitions, parents first. */
export const listPartitions = (tx: Tx): Promise<Partition[]> => tx.query<Partition>(PARTITIONS)

const INDEXES = `select pg_get_indexdef(x.indexrelid) as text
  from pg_index x join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
  where c.relispartition and ${OURS} and not exists (select from pg_inherits i where i.inhrelid = x.indexrelid)
    and not exists (select from pg_constraint k where k.conindid = x.indexrelid)
  order by 1`

/** Indexes that a partition has of its own, beside those of its parent. */
export const listOwnIndexes = async (tx: Tx): Promise<string[]> =>
  (await tx.query<{ text: string }>(INDEXES)).map(({ text }) => text)

const SEQUENCES = `select format('%I.%I', schemaname, sequencename) as name, last_value as value from pg_sequences
  where schemaname !~ '^pg_' and last_value is not null order by 1`

/** Where each sequence stands; it may be ahead of the snapshot, never behind. */
export const listSequences = (tx: Tx): Promise<Sequence[]> => tx.query<Sequence>(SEQUENCES)

const MIGRATIONS = 'select name, sha256 from public.migration order by number'

export const listMigrations = (tx: Tx): Promise<{ name: string; sha256: string }[]> => tx.query(MIGRATIONS)

const HEAD = `select no, encode(digest, 'hex') as digest from kernel.seal order by no desc limit 1`

export const findHead = (tx: Tx): Promise<{ no: number; digest: string } | undefined> => tx.maybe(HEAD)

const FOREIGN_KEYS = `select k.conrelid::regclass::text as table, quote_ident(k.conname) as name,
    pg_get_constraintdef(k.oid) as definition
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where k.contype = 'f' and k.conparentid = 0 and ${OURS} order by 1, 2`

export interface ForeignKey {
  readonly table: string
  readonly name: string
  readonly definition: string
}

export const listForeignKeys = (tx: Tx): Promise<ForeignKey[]> => tx.query<ForeignKey>(FOREIGN_KEYS)

const TRIGGERED = `select distinct t.tgrelid::regclass::text as table
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and t.tgparentid = 0 and ${OURS}`

/** Tables with triggers of ours. */
export const listTriggered = async (tx: Tx): Promise<string[]> =>
  (await tx.query<{ table: string }>(TRIGGERED)).map(({ table }) => table)

/** A name as SQL writes it. */
export const quoted = (...names: readonly string[]): string =>
  names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.')
