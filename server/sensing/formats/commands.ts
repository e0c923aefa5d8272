import type { Mapping } from '../../../contract/mappings.ts'
import { defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { deleteMapping, deleteStation, findStation, type StationRow, saveMapping, saveStation } from './queries.ts'

export const MANAGE = 'device.manage'

/** Says how messages of a format become readings of a type, for the whole place. */
export const setMapping = defineCommand<Mapping, null>({
  name: 'mapping.set',
  permission: MANAGE,
  rule: async (tx, mapping) => {
    tx.require(MANAGE, '')
    await saveMapping(tx, mapping, tx.now)
    await tx.record({ kind: 'mapping.set', matter: null, divisionKey: '', payload: { ...mapping } })
    return null
  },
})

export const removeMapping = defineCommand<{ type: string; format: string }, null>({
  name: 'mapping.remove',
  permission: MANAGE,
  rule: async (tx, { type, format }) => {
    tx.require(MANAGE, '')
    if (!(await deleteMapping(tx, type, format))) throw kernelErrors.not_found()
    await tx.record({ kind: 'mapping.removed', matter: null, divisionKey: '', payload: { type, format } })
    return null
  },
})

/** Says what a thing is called in another protocol. The password is no secret worth the name, yet stays out of the journal. */
export const setStation = defineCommand<StationRow, null>({
  name: 'station.set',
  permission: MANAGE,
  rule: async (tx, station) => {
    const { format, name, thingId, divisionKey } = station
    tx.require(MANAGE, divisionKey)
    const known = await findStation(tx, format, name)
    // One that speaks for a thing elsewhere is not taken over from here.
    if (known !== undefined) tx.require(MANAGE, known.divisionKey)
    await saveStation(tx, station, tx.now)
    await tx.record({ kind: 'station.set', matter: null, divisionKey, payload: { format, name, thing: thingId } })
    return null
  },
})

export const removeStation = defineCommand<{ format: string; name: string }, null>({
  name: 'station.remove',
  permission: MANAGE,
  rule: async (tx, { format, name }) => {
    const station = await findStation(tx, format, name)
    if (station === undefined) throw kernelErrors.not_found()
    tx.require(MANAGE, station.divisionKey)
    await deleteStation(tx, format, name)
    await tx.record({
      kind: 'station.removed',
      matter: null,
      divisionKey: station.divisionKey,
      payload: { format, name, thing: station.thingId },
    })
    return null
  },
})
