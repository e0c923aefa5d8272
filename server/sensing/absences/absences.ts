import type { Absence, NewAbsence } from '../../../contract/absences.ts'
import { subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { Registry, ThingEntry } from '../registry/registry.ts'
import { ANNOUNCE, announceAbsence, endAbsence } from './commands.ts'
import { type AbsenceRow, listAbsencesOf } from './queries.ts'

export interface AbsenceDeps {
  kernel: Kernel
  registry: Registry
  /** Whether an account belongs to somebody kept as a contact of the thing, such as family. */
  isContact: (accountId: string, thingId: string) => Promise<boolean>
  /** Lets the rules and the views know; resolves when they do. */
  apply: (thingId: string) => Promise<void>
}

/** Whoever holds this may speak for any thing of their divisions, others only for those they are a contact of. */
const ANNOUNCE_ANY = 'absence.announce-any'

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

const shown = ({ id, from, until, reason, announcedAt, endedAt }: AbsenceRow): Absence => ({
  id,
  from: from.toISOString(),
  until: until.toISOString(),
  reason,
  announcedAt: announcedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
})
