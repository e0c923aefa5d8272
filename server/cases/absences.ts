import { z } from 'zod'
import { Instant } from '../../contract/text.ts'
import { defineCommand } from '../kernel/command.ts'
import type { Kernel } from '../kernel/index.ts'
import { listOpenOfThing } from './queries/record.ts'

/** What an `absence.*` entry says, as far as cases read it; one that was ended has no span any more. */
const Told = z.object({
  absence: z.uuid(),
  thing: z.object({ code: z.string() }),
  from: Instant.optional(),
  until: Instant.optional(),
})

interface Note {
  readonly thing: string
  readonly absence: string
  /** In words of the place's own clock. */
  readonly from?: string
  readonly until?: string
}

/** Puts an absence on the trail of every open case about the thing: a visitor should know of it before setting out. */
const noteAbsence = defineCommand<Note, null>({
  name: 'case.note_absence',
  permission: 'report.make',
  rule: async (tx, { thing, ...payload }) => {
    for (const { matter, divisionKey } of await listOpenOfThing(tx, thing))
      await tx.record({ kind: 'case.absence_noted', matter, divisionKey, payload })
    return null
  },
})

/** Follows what is announced of things that cases are about. */
export function followAbsences(kernel: Kernel, zone: string): void {
  const said = (instant: string): string => {
    const at = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
    return `${at.toPlainDate()} ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`
  }
  kernel.bus.follow('cases.from-absences', ['absence.announced', 'absence.ended'], async (entry, ctx) => {
    const { absence, thing, from, until } = Told.parse(entry.payload)
    const open = await kernel.pool.whole((tx) => listOpenOfThing(tx, thing.code))
    if (open.length === 0) return
    const span = from !== undefined && until !== undefined ? { from: said(from), until: said(until) } : {}
    await kernel.run(noteAbsence, ctx, entry.commandIdFor('note'), { absence, thing: thing.code, ...span })
  })
}
