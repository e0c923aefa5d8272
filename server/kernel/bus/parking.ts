import { defineCommand } from '../command.ts'
import { Fault } from '../errors.ts'
import type { SealedEntry } from '../journal/sealed.ts'

/** An entry that a follower gave up on; where it was written down. */
export interface Parked {
  follower: string
  ordinal: number
  entryKind: string
  matter: string | null
  attempts: number
  /** The error's code or class. Its text stays in the log: it may quote personal data. */
  error: string
}

export const parkedOf = (follower: string, entry: SealedEntry, attempts: number, error: unknown): Parked => ({
  follower,
  ordinal: entry.ordinal,
  entryKind: entry.kind,
  matter: entry.matter,
  attempts,
  error: error instanceof Fault ? error.code : error instanceof Error ? error.name : typeof error,
})

/** The whole place: what the program itself does belongs to no division. */
const WHOLE_PLACE = ''

const OPEN = 'Only the program itself calls it, when a follower keeps failing or has recovered'

/** Writes down that a follower left an entry unhandled and went on. */
export const park = defineCommand<Parked, null>({
  name: 'follower.park',
  permission: null,
  open: OPEN,
  rule: async (tx, input) => {
    await tx.record({ kind: 'follower.parked', matter: null, divisionKey: WHOLE_PLACE, payload: { ...input } })
    return null
  },
})

/** Writes down that an entry left unhandled has been handled after all. */
export const unpark = defineCommand<{ follower: string; ordinal: number }, null>({
  name: 'follower.recover',
  permission: null,
  open: OPEN,
  rule: async (tx, input) => {
    await tx.record({ kind: 'follower.recovered', matter: null, divisionKey: WHOLE_PLACE, payload: { ...input } })
    return null
  },
})
