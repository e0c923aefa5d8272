import type { Access, KeyRange } from './access.ts'
import type { Ctx } from './actor.ts'
import type { Pool, Tx } from './database/pool.ts'
import { newId } from './ids.ts'
import { createRecorder } from './journal/entry.ts'

/** Whose record is looked at and why. `subject` is `<kind>:<id>`; the purpose is the reader's own words. */
export interface Look {
  subject: string
  purpose: string
}

/** What a look found, and the division of the person it is about. */
export interface Found<T> {
  divisionKey: string
  data: T
}

interface Deps {
  pool: Pool
  access: Access
  wrote: () => void
}

/**
 * Reads personal data and writes down who looked at whose record and why, in one transaction: what cannot be written down
 * is not shown.
 */
export function createPersonalReads({ pool, access, wrote }: Deps) {
  return async function readPersonal<T>(
    ctx: Ctx,
    permission: string,
    { subject, purpose }: Look,
    work: (tx: Tx, ranges: readonly KeyRange[]) => Promise<Found<T>>,
  ): Promise<T> {
    access.require(ctx.actor, permission)
    const ranges = access.ranges(ctx.actor, permission)
    const data = await pool.write(ranges, async (tx) => {
      const found = await work(tx, ranges)
      access.require(ctx.actor, permission, found.divisionKey)
      const stamp = { commandId: newId(), actor: ctx.actor.id, now: ctx.clock.now() }
      const { divisionKey } = found
      const entry = { kind: 'personal.read', matter: null, divisionKey, payload: { subject }, why: purpose }
      await createRecorder(tx, stamp, null).record(entry)
      return found.data
    })
    wrote()
    return data
  }
}
