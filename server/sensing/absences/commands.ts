import type { NewAbsence } from '../../../contract/absences.ts'
import { defineCommand } from '../../kernel/command.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import { idFrom } from '../../kernel/ids.ts'
import { errors } from '../errors.ts'
import { endAbsence as end, findAbsence, insertAbsence } from './queries.ts'

const DAY_MS = 86_400_000
const LONGEST_DAYS = 90
const LATEST_DAYS = 30

export const ANNOUNCE = 'absence.announce'

export interface Announcement extends NewAbsence {
  readonly thing: { readonly id: string; readonly code: string }
  readonly divisionKey: string
}

const matterOf = (id: string): string => `absence:${id}`

/** Notes an absence of a thing. Why is kept apart from the entry: at somebody's home it says where they are. */
export const announceAbsence = defineCommand<Announcement, { id: string }>({
  name: 'absence.announce',
  permission: ANNOUNCE,
  rule: async (tx, { thing, divisionKey, from, until, reason }) => {
    tx.require(ANNOUNCE, divisionKey)
    const span = { from: new Date(from), until: new Date(until) }
    refuseBadSpan(span, tx.now)
    const id = idFrom('absence', tx.commandId)
    await insertAbsence(tx, { id, thingId: thing.id, divisionKey, ...span, reason, announcedAt: tx.now })
    await tx.record({
      kind: 'absence.announced',
      matter: matterOf(id),
      divisionKey,
      payload: { absence: id, thing, from: span.from.toISOString(), until: span.until.toISOString() },
      personal: { reason },
    })
    return { id }
  },
})

function refuseBadSpan({ from, until }: { from: Date; until: Date }, now: Date): void {
  const days = (until.getTime() - from.getTime()) / DAY_MS
  if (days <= 0 || until <= now) throw errors.absence_over()
  if (days > LONGEST_DAYS) throw errors.absence_too_long({ days: LONGEST_DAYS })
  if (now.getTime() - from.getTime() > LATEST_DAYS * DAY_MS) throw errors.absence_too_late({ days: LATEST_DAYS })
}

/** Ends an absence before its time: silence counts again from now. */
export const endAbsence = defineCommand<{ thing: Announcement['thing']; id: string }, { id: string }>({
  name: 'absence.end',
  permission: ANNOUNCE,
  matter: ({ id }) => matterOf(id),
  rule: async (tx, { thing, id }) => {
    const absence = await findAbsence(tx, id)
    if (absence === undefined || absence.thingId !== thing.id) throw kernelErrors.not_found()
    const { divisionKey } = absence
    tx.require(ANNOUNCE, divisionKey)
    if (absence.endedAt !== null || absence.until <= tx.now) throw errors.absence_over()
    await end(tx, id, tx.now)
    await tx.record({ kind: 'absence.ended', matter: matterOf(id), divisionKey, payload: { absence: id, thing } })
    return { id }
  },
})
