import type { ThingContact } from '../../contract/city/index.ts'
import type { Ctx } from '../kernel/actor.ts'
import { kernelErrors } from '../kernel/errors.ts'
import type { Kernel } from '../kernel/index.ts'
import type { CasesDeps } from './deps.ts'
import { casesErrors } from './errors.ts'
import { type CaseRecord, findCase } from './queries/list.ts'
import { scopeOf, sightOf } from './sight.ts'

const READ = 'case.read-contacts'

/** Whom to tell is for those who work on it now: the centre, and the unit that holds the case, while it is open. */
export function mayReadContacts(kernel: Kernel, ctx: Ctx, row: CaseRecord): boolean {
  if (row.thing === null || row.done || !kernel.access.can(ctx.actor, READ, row.division_key)) return false
  const isHolder = ctx.actor.unitId !== null && ctx.actor.unitId === row.holder_unit
  return isHolder || kernel.access.can(ctx.actor, 'case.view', row.division_key)
}

/** Reads whom to tell of the thing a case is about; who looked and what for is written down. */
export function createCaseContacts(kernel: Kernel, deps: CasesDeps) {
  return async function contacts(ctx: Ctx, id: string, purpose: string): Promise<ThingContact[]> {
    kernel.access.require(ctx.actor, READ)
    const sight = sightOf(kernel, deps.world.flows, ctx)
    const row = await kernel.pool.read(scopeOf(sight), (tx) => findCase(tx, sight, id))
    if (row === undefined) throw kernelErrors.not_found()
    const { thing, division_key: divisionKey } = row
    if (thing === null || !mayReadContacts(kernel, ctx, row)) throw casesErrors.contacts_not_now()
    return kernel.readPersonal(ctx, READ, { subject: `thing:${thing}`, purpose }, async (tx) => ({
      divisionKey,
      data: [...(await deps.contactsOf(tx, thing))],
    }))
  }
}
