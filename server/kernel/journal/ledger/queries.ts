import { type KeyRange, subtree } from '../../access.ts'
import type { Tx } from '../../database/pool.ts'
import type { EntryRow } from '../verify/entries.ts'

/** What is looked for, ready for SQL. */
export interface Wanted {
  readonly ranges: readonly KeyRange[]
  readonly matter?: string | undefined
  readonly kind?: string | undefined
  readonly actors?: readonly string[] | undefined
  readonly command?: string | undefined
  readonly within?: string | undefined
  readonly from?: Date | undefined
  readonly to?: Date | undefined
  readonly words?: string | undefined
}

/** Ordinals from `floor` (included) up to `before` (not included). */
export interface Stretch {
  readonly floor: number
  readonly before: number
}

/** Collects the values of a statement while its text is put together. */
function collect() {
  const values: unknown[] = []
  return {
    values,
    add(value: unknown): string {
      values.push(value)
      return `$${values.length}`
    },
  }
}

type Add = ReturnType<typeof collect>['add']

const inRange = (add: Add, { lo, hi }: KeyRange): string =>
  `(j.division_key >= ${add(lo)} collate "C" and j.division_key < ${add(hi)} collate "C")`

// A matter's kind is the beginning of its name: `;` is the character after `:`.
const ofMatter = (add: Add, matter: string): string =>
  matter.endsWith(':')
    ? `(j.matter >= ${add(matter)} collate "C" and j.matter < ${add(`${matter.slice(0, -1)};`)} collate "C")`
    : `j.matter = ${add(matter)}`

const ofWords = (add: Add, words: string): string => {
  const pattern = add(`%${words.replace(/[\\%_]/g, '\\$&')}%`)
  return `(j.payload::text ilike ${pattern} or j.why ilike ${pattern})`
}

/** The conditions on an entry `j`. */
export function conditionsOf(add: Add, wanted: Wanted): string {
  const { ranges, matter, kind, actors, command, within, from, to, words } = wanted
  const conditions = [
    ranges.length === 0 ? 'false' : `(${ranges.map((range) => inRange(add, range)).join(' or ')})`,
    matter !== undefined && ofMatter(add, matter),
    kind !== undefined && `j.kind = ${add(kind)}`,
    actors !== undefined && `j.actor = any(${add(actors)})`,
    command !== undefined && `j.command_id = ${add(command)}`,
    within !== undefined && inRange(add, subtree(within)),
    from !== undefined && `j.recorded_at >= ${add(from)}`,
    to !== undefined && `j.recorded_at < ${add(to)}`,
    words !== undefined && ofWords(add, words),
  ]
  return conditions.filter((condition) => condition !== false).join(' and ')
}

const ENTRY = `o.ordinal, j.seq, j.command_id, j.matter, j.version, j.prior, j.kind, j.actor, j.division_key, j.why, j.payload,
  j.personal_digest, j.digest, j.recorded_at, p.salt, p.data`

/** A sealed entry, whole. */
export type KeptEntry = EntryRow & { readonly ordinal: number; readonly payload: Record<string, unknown> }

const joined = `kernel.ordinal o join kernel.journal j on j.seq = o.seq`

/** Entries that are wanted in a stretch, newest first. */
export function listEntries(tx: Tx, wanted: Wanted, stretch: Stretch, limit: number): Promise<KeptEntry[]> {
  const { add, values } = collect()
  const text = `select o.ordinal, j.command_id, j.matter, j.version, j.kind, j.actor, j.division_key, j.why, j.recorded_at
    from ${joined}
    where o.ordinal >= ${add(stretch.floor)} and o.ordinal < ${add(stretch.before)} and ${conditionsOf(add, wanted)}
    order by o.ordinal desc limit ${add(limit)}`
  // Whether the order is walked or an index is asked depends on how frequent just this actor or kind is.
  tx.send('set local plan_cache_mode = force_custom_plan')
  return tx.query<KeptEntry>(text, values)
}

/** Under which seals the first so many wanted entries of a stretch lie, in order. */
export async function listSealsOf(tx: Tx, wanted: Wanted, stretch: Stretch, limit: number): Promise<number[]> {
  const { add, values } = collect()
  const text = `select distinct w.seal_no as no from (
      select o.seal_no from ${joined}
      where o.ordinal >= ${add(stretch.floor)} and o.ordinal < ${add(stretch.before)} and ${conditionsOf(add, wanted)}
      order by o.ordinal limit ${add(limit)}
    ) w order by 1`
  tx.send('set local plan_cache_mode = force_custom_plan')
  return (await tx.query<{ no: number }>(text, values)).map(({ no }) => no)
}

const underSeals = (seals: string) => `kernel.seal s join kernel.ordinal o
    on o.ordinal >= s.first_ordinal and o.ordinal < s.first_ordinal + s.entry_count and s.no = any(${seals})`

/** The wanted entries under some seals as they are digested, in order. */
export function listFacts(tx: Tx, wanted: Wanted, seals: readonly number[]): Promise<KeptEntry[]> {
  const { add, values } = collect()
  const text = `select ${ENTRY.replace('p.salt, p.data', 'null as salt, null as data')}
    from ${underSeals(add(seals))} join kernel.journal j on j.seq = o.seq
    where ${conditionsOf(add, wanted)} order by o.ordinal`
  tx.send('set local plan_cache_mode = force_custom_plan')
  return tx.query<KeptEntry>(text, values)
}

/** Every leaf under some seals, in order; the digest of an entry that is gone is null. */
export const listLeavesOf = (tx: Tx, seals: readonly number[]): Promise<{ ordinal: number; digest: Buffer | null }[]> =>
  tx.query(
    `select o.ordinal, j.digest from ${underSeals('$1')} left join kernel.journal j on j.seq = o.seq order by o.ordinal`,
    [seals],
  )

/** One entry with its personal fields, in the scope of the transaction. */
export const findEntry = (tx: Tx, ordinal: number): Promise<KeptEntry | undefined> =>
  tx.maybe(
    `select ${ENTRY} from ${joined} left join kernel.personal p on p.digest = j.personal_digest where o.ordinal = $1`,
    [ordinal],
  )

/** The ordinal of a version of a matter, in the scope of the transaction. */
export const findVersion = (tx: Tx, matter: string, version: number): Promise<{ ordinal: number } | undefined> =>
  tx.maybe(
    `select o.ordinal from kernel.journal j join kernel.ordinal o on o.seq = j.seq where j.matter = $1 and j.version = $2`,
    [matter, version],
  )

/** The digest of a version of a matter, and whether it comes before an ordinal. */
export const findDigest = (tx: Tx, matter: string, version: number): Promise<{ digest: Buffer } | undefined> =>
  tx.maybe(`select digest from kernel.journal where matter = $1 and version = $2`, [matter, version])

/** The digests under a seal in order; one of an entry that is gone is null. */
export const listLeaves = async (tx: Tx, { floor, before }: Stretch): Promise<(Buffer | null)[]> =>
  (
    await tx.query<{ digest: Buffer | null }>(
      `select j.digest from kernel.ordinal o left join kernel.journal j on j.seq = o.seq
       where o.ordinal >= $1 and o.ordinal < $2 order by o.ordinal`,
      [floor, before],
    )
  ).map(({ digest }) => digest)

/** Whether an erasure of these personal fields was written down. */
export const isErased = async (tx: Tx, matter: string | null, digest: Buffer): Promise<boolean> =>
  (await tx.maybe(
    `select from kernel.journal where kind = 'personal.erased' and ($1::text is null or matter = $1)
       and payload -> 'digests' ? $2 limit 1`,
    [matter, digest.toString('hex')],
  )) !== undefined

/** The seal that covers an ordinal. */
export const findSealNo = (tx: Tx, ordinal: number): Promise<{ no: number } | undefined> =>
  tx.maybe('select seal_no as no from kernel.ordinal where ordinal = $1', [ordinal])

/** The first ordinal sealed at or after a time. */
export const findFirstSince = (tx: Tx, at: Date): Promise<{ ordinal: number } | undefined> =>
  tx.maybe(
    `select first_ordinal as ordinal from kernel.seal where sealed_at >= $1 and entry_count > 0
     order by sealed_at, no limit 1`,
    [at],
  )

/** Behind the last ordinal of the first seal that was made at or after a time. */
export const findEndOf = (tx: Tx, at: Date): Promise<{ ordinal: number } | undefined> =>
  tx.maybe(
    `select first_ordinal + entry_count as ordinal from kernel.seal where sealed_at >= $1 and entry_count > 0
     order by sealed_at, no limit 1`,
    [at],
  )

/** When the entry at an ordinal was written down; null where it is outside the transaction's scope. */
export const findTime = (tx: Tx, ordinal: number): Promise<{ sealed_at: Date } | undefined> =>
  tx.maybe(`select s.sealed_at from kernel.ordinal o join kernel.seal s on s.no = o.seal_no where o.ordinal = $1`, [
    ordinal,
  ])

const MOST_UNSEALED = 1000

// Looked for behind the newest sealed entries only: a sealer that works is never further behind.
const UNSEALED = `select count(*)::integer as count, min(recorded_at) as since from (
    select j.recorded_at from kernel.journal j
    where j.seq > (select coalesce(max(seq), 0) - 10000 from kernel.ordinal)
      and not exists (select from kernel.ordinal o where o.seq = j.seq)
    order by j.seq limit ${MOST_UNSEALED + 1}
  ) waiting`

/** What waits to be sealed, over the whole place. */
export async function getUnsealed(tx: Tx): Promise<{ count: number; more: boolean; since: Date | null }> {
  const { count, since } = await tx.one<{ count: number; since: Date | null }>(UNSEALED)
  return { count: Math.min(count, MOST_UNSEALED), more: count > MOST_UNSEALED, since }
}
