import { defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { errors } from '../errors.ts'
import type { Quota } from './meter.ts'
import { deleteQuota, lockQuarantine, saveQuota, setState } from './queries.ts'

/** A quota holds for the whole place: of a type or a device wherever its things stand. */
const EVERYWHERE = ''

export interface SetQuota {
  readonly kind: Quota['kind']
  readonly id: string
  /** Null: the usual again. */
  readonly perMinute: number | null
}

export const setQuota = defineCommand<SetQuota, null>({
  name: 'quota.set',
  permission: 'device.manage',
  rule: async (tx, { kind, id, perMinute }) => {
    tx.require('device.manage', EVERYWHERE)
    if (perMinute === null) await deleteQuota(tx, kind, id)
    else await saveQuota(tx, { kind, id, perMinute }, tx.now)
    const payload = { of: kind, id, perMinute }
    await tx.record({ kind: 'quota.set', matter: null, divisionKey: EVERYWHERE, payload })
    return null
  },
})

export interface EndQuarantine {
  readonly id: string
  /** Whether the readings held are recorded after all. */
  readonly keep: boolean
  readonly why: string
}

export const endQuarantine = defineCommand<EndQuarantine, null>({
  name: 'quarantine.end',
  permission: 'device.manage',
  matter: ({ id }) => `quarantine:${id}`,
  rule: async (tx, { id, keep, why }) => {
    const found = await lockQuarantine(tx, id)
    if (found === undefined) throw kernelErrors.not_found()
    const { divisionKey, heldCount, overCount, thingId, thingCode } = found
    tx.require('device.manage', divisionKey)
    if (found.state !== 'held') throw errors.quarantine_over()
    await setState(tx, id, keep ? 'keeping' : 'dropping', tx.now)
    const payload = { quarantine: id, thing: { id: thingId, code: thingCode }, keep, held: heldCount, over: overCount }
    await tx.record({ kind: 'quarantine.ended', matter: `quarantine:${id}`, divisionKey, payload, why })
    return null
  },
})
