import { z } from 'zod'
import { ABSENCE_REASONS } from './absence-reasons.ts'
import { ThingParams } from './sensing.ts'
import { Instant } from './text.ts'

export const AbsenceReason = z.enum(Object.keys(ABSENCE_REASONS) as [keyof typeof ABSENCE_REASONS])
export type AbsenceReason = z.infer<typeof AbsenceReason>

/** `POST /api/v1/things/:id/absences`. At most 90 days; it may have begun up to 30 days ago, when it is told late. */
export const NewAbsence = z.object({ from: Instant, until: Instant, reason: AbsenceReason })
export type NewAbsence = z.infer<typeof NewAbsence>

export const AbsenceParams = ThingParams.extend({ absence: z.uuid() })
export const AbsenceSaved = z.object({ id: z.uuid() })

/** `GET /api/v1/things/:id/absences`: newest first. */
export const Absence = NewAbsence.extend({
  id: z.uuid(),
  announcedAt: Instant,
  /** When it was ended before its time. */
  endedAt: Instant.nullable(),
})
export type Absence = z.infer<typeof Absence>
/** `GET /api/v1/absences`: of all things in one's divisions, the newest first. */
export const AbsencesQuery = z.object({
  /** `open`: those that last or are still to come. */
  state: z.enum(['open', 'all']).default('open'),
  /** A division and everything below it. */
  within: z.string().max(60).optional(),
  /** The `next` of the page before. */
  after: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type AbsencesQuery = z.infer<typeof AbsencesQuery>
export const AbsenceOfThing = Absence.extend({ thing: z.string(), divisionKey: z.string() })
export type AbsenceOfThing = z.infer<typeof AbsenceOfThing>
export const AbsencesPage = z.object({ items: z.array(AbsenceOfThing), next: z.string().nullable() })
export type AbsencesPage = z.infer<typeof AbsencesPage>

export const AbsenceList = z.object({ items: z.array(Absence) })
