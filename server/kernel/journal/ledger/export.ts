import type { JournalFilter } from '../../../../contract/journal.ts'
import type { KeyRange } from '../../access.ts'
import type { Ctx } from '../../actor.ts'
import { defineCommand } from '../../command.ts'
import type { Tx } from '../../database/pool.ts'
import { newId } from '../../ids.ts'
import { findPublishedKeys, readPublicKeys } from '../seal/keys.ts'
import { findSeal } from '../seal/queries.ts'
import { headOf, type Seal } from '../seal/seal.ts'
import type { LedgerDeps } from './deps.ts'
import { VIEW } from './permissions.ts'
import { findSealNo, type KeptEntry, listFacts, listLeaves, listWanted, type Wanted } from './queries.ts'
import { stretchOf, wantedOf } from './search.ts'

/** The form of the file, told in its first line. */
export const EXPORT_FORMAT = 'yiwang journal 1'

/** Entries are asked for by so many ordinals at once; a seal's own entries are always told together. */
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
export function createExport({ kernel, dataFolder }: LedgerDeps) {
  async function keys(tx: Tx): Promise<Record<string, string>> {
    return Object.fromEntries([...(await findPublishedKeys(tx)), ...(await readPublicKeys(dataFolder))])
  }

  /** The lines of one seal: its head, and all that lies under it. */
  async function linesOf(seal: Seal, wanted: Wanted): Promise<{ lines: object[]; entries: number }> {
    const stretch = { floor: seal.firstOrdinal, before: seal.firstOrdinal + seal.entryCount }
    const shown = await kernel.pool.read(wanted.ranges, async (tx) => {
      const ordinals = new Set(await listWanted(tx, wanted, stretch, seal.entryCount))
      return new Map(
        (await listFacts(tx, stretch)).flatMap((row) => (ordinals.has(row.ordinal) ? [[row.ordinal, row]] : [])),
      )
    })
    const leaves = await kernel.pool.whole((tx) => listLeaves(tx, stretch))
    const lines = leaves.map((digest, at) => {
      const row = shown.get(stretch.floor + at)
      return row === undefined ? { line: 'leaf', ordinal: stretch.floor + at, digest: hex(digest) } : entryLine(row)
    })
    return { lines: [{ line: 'seal', ...headOf(seal) }, ...lines], entries: shown.size }
  }

  /** The seals that cover wanted entries, in order. */
  async function* sealsOf(wanted: Wanted, floor: number, before: number): AsyncGenerator<Seal> {
    for (let from = floor; from < before; ) {
      const ordinals = await kernel.pool.read(wanted.ranges, (tx) =>
        listWanted(tx, wanted, { floor: from, before }, STEP),
      )
      let covered = from
      for (const ordinal of ordinals) {
        if (ordinal < covered) continue
        const seal = await kernel.pool.whole(async (tx) => {
          const found = await findSealNo(tx, ordinal)
          return found && findSeal(tx, found.no)
        })
        if (seal === undefined) continue
        yield seal
        covered = seal.firstOrdinal + seal.entryCount
      }
      if (ordinals.length < STEP) return
      from = Math.max(covered, (ordinals.at(-1) ?? from) + 1)
    }
  }

  async function* lines(ctx: Ctx, ranges: readonly KeyRange[], filter: JournalFilter): AsyncGenerator<string> {
    const line = (value: object) => `${JSON.stringify(value)}\n`
    const wanted = wantedOf(ranges, filter)
    const { stretch, known } = await kernel.pool.read(ranges, async (tx) => ({
      stretch: await stretchOf(tx, filter),
      known: await keys(tx),
    }))
    const exportedAt = ctx.clock.now().toISOString()
    yield line({ line: 'journal', format: EXPORT_FORMAT, exportedAt, by: ctx.actor.id, filter, keys: known })
    const counted = { seals: 0, entries: 0, leaves: 0 }
    for await (const seal of sealsOf(wanted, stretch.floor, stretch.before)) {
      const told = await linesOf(seal, wanted)
      counted.seals += 1
      counted.entries += told.entries
      counted.leaves += seal.entryCount
      yield told.lines.map(line).join('')
    }
    // A file without this line was cut off.
    yield line({ line: 'end', ...counted })
  }

  /** The lines, as they are read; that somebody took them is an entry. */
  return async function exported(ctx: Ctx, filter: JournalFilter): Promise<AsyncGenerator<string>> {
    kernel.access.require(ctx.actor, VIEW)
    const ranges = kernel.access.ranges(ctx.actor, VIEW)
    await kernel.run(noteExport, ctx, newId(), { divisionKey: ranges[0]?.lo ?? '', filter })
    return lines(ctx, ranges, filter)
  }
}
