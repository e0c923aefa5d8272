import type { JournalFilter } from '../../../../contract/journal.ts'
import type { KeyRange } from '../../access.ts'
import type { Ctx } from '../../actor.ts'
import { defineCommand } from '../../command.ts'
import type { Tx } from '../../database/pool.ts'
import { newId } from '../../ids.ts'
import { findPublishedKeys, readPublicKeys } from '../seal/keys.ts'
import { listSealsByNo } from '../seal/queries.ts'
import { headOf } from '../seal/seal.ts'
import type { LedgerDeps } from './deps.ts'
import { VIEW } from './permissions.ts'
import { type KeptEntry, listFacts, listLeavesOf, listSealsOf, type Wanted } from './queries.ts'
import { stretchOf, wantedOf } from './search.ts'

/** The form of the file, told in its first line. */
export const EXPORT_FORMAT = 'yiwang journal 1'

/** So many wanted entries are looked for at once; what lies under a seal is always told together. */
const STEP = 2000

const noteExport = defineCommand<{ divisionKey: string; filter: JournalFilter }, null>({
  name: 'journal.export',
  permission: VIEW,
  rule: async (tx, { divisionKey, filter }) => {
    await tx.record({ kind: 'journal.exported', matter: null, divisionKey, payload: { filter } })
    return null
  },
})

const hex = (bytes: Buffer | null): string | null => bytes?.toString('hex') ?? null

const entryLine = (row: KeptEntry) => ({
  line: 'entry',
  ordinal: row.ordinal,
  commandId: row.command_id,
  matter: row.matter,
  version: row.version,
  prior: hex(row.prior),
  kind: row.kind,
  actor: row.actor,
  divisionKey: row.division_key,
  why: row.why,
  payload: row.payload,
  personalDigest: hex(row.personal_digest),
  recordedAt: row.recorded_at.toISOString(),
  digest: row.digest.toString('hex'),
})

/**
 * A journal as lines of JSON that anybody can check: each seal with a wanted entry, and under it every leaf: whole where it is
 * wanted and seen, else its digest alone. Personal fields are not in it, only their digests.
 */
export function createExport({ kernel, dataFolder, people }: LedgerDeps) {
  async function keys(tx: Tx): Promise<Record<string, string>> {
    return Object.fromEntries([...(await findPublishedKeys(tx)), ...(await readPublicKeys(dataFolder))])
  }

  /** The lines of some seals: each with all that lies under it. */
  async function told(wanted: Wanted, nos: readonly number[]) {
    const shown = await kernel.pool.read(wanted.ranges, (tx) => listFacts(tx, wanted, nos))
    const { seals, leaves } = await kernel.pool.whole(async (tx) => ({
      seals: await listSealsByNo(tx, nos),
      leaves: await listLeavesOf(tx, nos),
    }))
    const entries = new Map(shown.map((row) => [row.ordinal, row]))
    const leaf = ({ ordinal, digest }: (typeof leaves)[number]): object => {
      const row = entries.get(ordinal)
      return row === undefined ? { line: 'leaf', ordinal, digest: hex(digest) } : entryLine(row)
    }
    let at = 0
    const lines = seals.flatMap((seal) => {
      const own = leaves.slice(at, at + seal.entryCount)
      at += seal.entryCount
      return [{ line: 'seal', ...headOf(seal) }, ...own.map(leaf)]
    })
    return { lines, counted: { seals: seals.length, entries: shown.length, leaves: leaves.length }, last: seals.at(-1) }
  }

  async function* lines(ctx: Ctx, ranges: readonly KeyRange[], filter: JournalFilter): AsyncGenerator<string> {
    const line = (value: object) => `${JSON.stringify(value)}\n`
    const wanted = await wantedOf(people, ctx, ranges, filter)
    const { stretch, known } = await kernel.pool.read(ranges, async (tx) => ({
      stretch: await stretchOf(tx, filter),
      known: await keys(tx),
    }))
    const exportedAt = ctx.clock.now().toISOString()
    yield line({ line: 'journal', format: EXPORT_FORMAT, exportedAt, by: ctx.actor.id, filter, keys: known })
    const sum = { seals: 0, entries: 0, leaves: 0 }
    for (let floor = stretch.floor; ; ) {
      const from = { ...stretch, floor }
      const nos = await kernel.pool.read(ranges, (tx) => listSealsOf(tx, wanted, from, STEP))
      const { lines: some, counted, last } = await told(wanted, nos)
      if (last === undefined) break
      for (const name of ['seals', 'entries', 'leaves'] as const) sum[name] += counted[name]
      floor = last.firstOrdinal + last.entryCount
      yield some.map(line).join('')
    }
    // A file without this line was cut off.
    yield line({ line: 'end', ...sum })
  }

  /** The lines, as they are read; that somebody took them is an entry. */
  return async function exported(ctx: Ctx, filter: JournalFilter): Promise<AsyncGenerator<string>> {
    kernel.access.require(ctx.actor, VIEW)
    const ranges = kernel.access.ranges(ctx.actor, VIEW)
    await kernel.run(noteExport, ctx, newId(), { divisionKey: ranges[0]?.lo ?? '', filter })
    return lines(ctx, ranges, filter)
  }
}
