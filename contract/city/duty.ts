import { z } from 'zod'
import { Bilingual, Instant } from '../text.ts'

/** One turn of duty 值班: a person at a post, from when to when. */
export const Duty = z.object({
  id: z.uuid(),
  postId: z.uuid(),
  unitId: z.uuid(),
  personId: z.uuid(),
  name: Bilingual,
  startsAt: Instant,
  endsAt: Instant,
})
export type Duty = z.infer<typeof Duty>

/** `GET /api/v1/city/duty`: turns that touch the time asked for, at most 40 days. */
export const DutyQuery = z.object({
  unitId: z.uuid().optional(),
  postId: z.uuid().optional(),
  from: Instant,
  to: Instant,
})
export type DutyQuery = z.infer<typeof DutyQuery>
export const DutyList = z.object({ items: z.array(Duty) })
export type DutyList = z.infer<typeof DutyList>

/** `GET /api/v1/city/duty/now`: each post that has a roster, who is there now, and who comes next. */
export const DutyNow = z.object({
  items: z.array(
    z.object({
      postId: z.uuid(),
      unitId: z.uuid(),
      name: Bilingual,
      now: z.array(Duty),
      next: Duty.nullable(),
    }),
  ),
})
export type DutyNow = z.infer<typeof DutyNow>

/** `POST /api/v1/city/duty`: plans turns at one post, all or none. Nobody is twice there at one time. */
export const PlanDuty = z.object({
  postId: z.uuid(),
  turns: z
    .array(z.object({ personId: z.uuid(), startsAt: Instant, endsAt: Instant }))
    .min(1)
    .max(100),
})
export type PlanDuty = z.infer<typeof PlanDuty>
export const DutyPlanned = z.object({ ids: z.array(z.uuid()) })
export type DutyPlanned = z.infer<typeof DutyPlanned>
