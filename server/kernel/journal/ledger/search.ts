import type { JournalFilter, JournalLine, JournalPage, JournalQuery } from '../../../../contract/journal.ts'
import type { KeyRange } from '../../access.ts'
import type { Ctx } from '../../actor.ts'
import type { Tx } from '../../database/pool.ts'
import { getHead } from '../sealed.ts'
import type { LedgerDeps } from './deps.ts'
import { VIEW } from './permissions.ts'
import {
  findEndOf,
  findFirstSince,
  findTime,
  type KeptEntry,
  listEntries,
  type Stretch,
  type Wanted,
} from './queries.ts'

/** Words are in no index: so many entries are looked through for a page of them. */
const LOOKED_THROUGH = 20_000

const MINUTE_MS = 60_000
/** Clocks of processes differ by less; an entry is sealed after it was written by its own clock. */
const SKEW_MS = 5 * MINUTE_MS
/** An entry that was left unsealed for longer, the program being down, is found without its time. */
const LATEST_SEAL_MS = 24 * 60 * MINUTE_MS

const later = (at: string, ms: number): Date => new Date(Date.parse(at) + ms)

/** A part of the program, a device or an account by its id: anything else is somebody's name. */
const ID = /^(system|device):|^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function actorsOf(people: LedgerDeps['people'], ctx: Ctx, actor: string | undefined) {
  if (actor === undefined) return undefined
  return ID.test(actor) ? [actor] : people.find(ctx, actor)
}

/** What a filter wants of the entries an actor may see. */
export async function wantedOf(
  people: LedgerDeps['people'],
  ctx: Ctx,
  ranges: readonly KeyRange[],
  { actor, from, to, ...filter }: JournalFilter,
): Promise<Wanted> {
  return {
    ...filter,
    ranges,
    actors: await actorsOf(people, ctx, actor),
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  }
}

/** The ordinals among which entries of a time can be: times are in no index of the journal, but seals are in order of theirs. */
export async function stretchOf(tx: Tx, { from, to }: JournalFilter): Promise<Stretch> {
  const end = (await getHead(tx)) + 1
  const first = from === undefined ? { ordinal: 1 } : await findFirstSince(tx, later(from, -SKEW_MS))
  const last = to === undefined ? undefined : await findEndOf(tx, later(to, LATEST_SEAL_MS))
  return { floor: first?.ordinal ?? end, before: Math.min(end, last?.ordinal ?? end) }
}

/** An entry as a list shows it. */
export const lineOf = (row: KeptEntry, names: ReadonlyMap<string, string>): JournalLine => ({
  ordinal: row.ordinal,
  at: row.recorded_at.toISOString(),
  kind: row.kind,
  actor: row.actor,
  actorName: names.get(row.actor) ?? null,
  matter: row.matter,
  version: row.version,
  divisionKey: row.division_key,
  why: row.why,
})

/** Whether a filter asks for so little that words need no bound. */
const isNarrow = ({ matter, command }: JournalFilter): boolean =>
  command !== undefined || (matter !== undefined && !matter.endsWith(':'))

/** A page of the journal, newest first, by keys: as quick on the thousandth page as on the first. */
export function createSearch({ kernel, people }: LedgerDeps) {
  return async function search(ctx: Ctx, query: JournalQuery): Promise<JournalPage> {
    const { before, limit, ...filter } = query
    const wanted = await wantedOf(people, ctx, kernel.access.ranges(ctx.actor, VIEW), filter)
    const found = await kernel.read(ctx, VIEW, async (tx) => {
      const whole = await stretchOf(tx, filter)
      const top = Math.min(whole.before, before ?? whole.before)
      const bounded = filter.words !== undefined && !isNarrow(filter)
      const floor = bounded ? Math.max(whole.floor, top - LOOKED_THROUGH) : whole.floor
      const rows = await listEntries(tx, wanted, { floor, before: top }, limit + 1)
      const isFull = rows.length > limit
      const items = rows.slice(0, limit)
      const lookedTo = isFull ? (items.at(-1)?.ordinal ?? floor) : floor
      const goesOn = isFull || floor > whole.floor
      const at = bounded ? ((await findTime(tx, lookedTo))?.sealed_at.toISOString() ?? null) : null
      return { items, next: goesOn ? lookedTo : null, lookedTo: bounded ? { ordinal: lookedTo, at } : null }
    })
    const names = await people.names(ctx, [...new Set(found.items.map(({ actor }) => actor))])
    return { ...found, items: found.items.map((row) => lineOf(row, names)) }
  }
}
