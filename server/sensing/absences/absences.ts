import { z } from 'zod'
import type { Absence, AbsencesPage, AbsencesQuery, NewAbsence } from '../../../contract/absences.ts'
import { Instant } from '../../../contract/text.ts'
import { subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { Registry, ThingEntry } from '../registry/registry.ts'
import { ANNOUNCE, announceAbsence, endAbsence } from './commands.ts'
import { type AbsenceRow, listAbsences, listAbsencesOf } from './queries.ts'

export interface AbsenceDeps {
  kernel: Kernel
  registry: Registry
  /** Whether an account belongs to somebody kept as a contact of the thing, such as family. */
  isContact: (accountId: string, thingId: string) => Promise<boolean>
  /** Lets the rules and the views know; resolves when they do. */
  apply: (thingId: string) => Promise<void>
}

/** Whoever holds this may speak for any thing of their divisions, others only for those they are a contact of. */
export const ANNOUNCE_ANY = 'absence.announce-any'

const Cursor = z.object({ at: Instant, id: z.uuid() })

export type Absences = ReturnType<typeof createAbsences>

/** Absences that are announced for things, ended early, and looked at. */
export function createAbsences({ kernel, registry, isContact, apply }: AbsenceDeps) {
  /** The thing, for whoever may speak for it; nobody else learns that it is there. */
  async function getThing(ctx: Ctx, name: string): Promise<ThingEntry> {
    kernel.access.require(ctx.actor, ANNOUNCE)
    const thing = registry.findByCode(name) ?? registry.findById(name)
    if (thing === undefined) throw kernelErrors.not_found()
    if (kernel.access.can(ctx.actor, ANNOUNCE_ANY, thing.divisionKey)) return thing
    const mayTell =
      kernel.access.can(ctx.actor, ANNOUNCE, thing.divisionKey) && (await isContact(ctx.actor.id, thing.id))
    if (!mayTell) throw kernelErrors.not_found()
    return thing
  }

  return {
    /** Of everything in one's divisions; what is at somebody's home is for those who may speak for it. */
    async listAll(ctx: Ctx, { state, within = '', after, limit }: AbsencesQuery): Promise<AbsencesPage> {
      const cursor = after === undefined ? null : cursorOf(after)
      const openAt = state === 'open' ? ctx.clock.now() : null
      const wanted = { openAt, within, after: cursor, limit: limit + 1 }
      const rows = await kernel.read(ctx, ANNOUNCE_ANY, (tx, ranges) => listAbsences(tx, ranges, wanted))
      const items = rows.slice(0, limit)
      const last = rows.length > limit ? items.at(-1) : undefined
      return {
        items: items.map((row) => ({
          ...shown(row),
          thing: registry.findById(row.thingId)?.code ?? row.thingId,
          divisionKey: row.divisionKey,
        })),
        next: last === undefined ? null : `${last.announcedAt.toISOString()},${last.id}`,
      }
    },
    async announce(ctx: Ctx, commandId: string, name: string, absence: NewAbsence): Promise<{ id: string }> {
      const { id, code, divisionKey } = await getThing(ctx, name)
      const input = { ...absence, thing: { id, code }, divisionKey }
      const saved = await kernel.run(announceAbsence, ctx, commandId, input)
      await apply(id)
      return saved
    },
    async end(ctx: Ctx, commandId: string, name: string, id: string): Promise<{ id: string }> {
      const thing = await getThing(ctx, name)
      const { code } = thing
      const saved = await kernel.run(endAbsence, ctx, commandId, { thing: { id: thing.id, code }, id })
      await apply(thing.id)
      return saved
    },
    async list(ctx: Ctx, name: string): Promise<{ items: Absence[] }> {
      const thing = await getThing(ctx, name)
      const rows = await kernel.pool.read([subtree(thing.divisionKey)], (tx) => listAbsencesOf(tx, thing.id))
      return { items: rows.map(shown) }
    },
  }
}

function cursorOf(after: string): { at: string; id: string } {
  const [at = '', id = ''] = after.split(',')
  const cursor = Cursor.safeParse({ at, id })
  if (!cursor.success) throw kernelErrors.not_found()
  return cursor.data
}

const shown = ({ id, from, until, reason, announcedAt, endedAt }: AbsenceRow): Absence => ({
  id,
  from: from.toISOString(),
  until: until.toISOString(),
  reason,
  announcedAt: announcedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
})
