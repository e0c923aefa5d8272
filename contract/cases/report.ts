import { z } from 'zod'
import { Bilingual, Instant } from '../text.ts'

/** Where a clue came from. A `signal` is raised by a rule; the other three are told by people. */
export const Channel = z.enum(['signal', 'hotline', 'patrol', 'resident'])
export type Channel = z.infer<typeof Channel>

export const Severity = z.enum(['blue', 'yellow', 'orange', 'red'])
export type Severity = z.infer<typeof Severity>

/** WGS-84 degrees. */
export const Position = z.object({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) })
export type Position = z.infer<typeof Position>

/** `POST /api/v1/reports`: what somebody saw. What the city can find out by itself is not asked. */
export const Report = z.object({
  channel: z.enum(['hotline', 'patrol', 'resident']),
  /** A category's code; left out when the person does not know: intake chooses. */
  category: z.string().max(80).optional(),
  words: z.string().trim().max(4000).default(''),
  /** As people say it: road and number, gate, building. */
  place: z.string().trim().max(200).default(''),
  position: Position,
  /** The thing it is about, by its code. */
  thing: z.string().max(80).optional(),
  photos: z.array(z.uuid()).max(9).default([]),
  occurredAt: Instant.optional(),
  /** Who told us, when somebody else writes it down (a caller). Personal: kept apart, shown only with a reason. */
  reporter: z
    .object({ name: z.string().trim().max(60), phone: z.string().trim().max(30) })
    .partial()
    .optional(),
  /** The open case it is the same thing as, when the person says so. */
  joins: z.uuid().optional(),
})
export type Report = z.infer<typeof Report>
export type ReportInput = z.input<typeof Report>

/** Where a report ended up. */
export const Reported = z.object({
  event: z.uuid(),
  case: z.uuid(),
  number: z.string(),
  /** True when it joined a case that was open already. */
  joined: z.boolean(),
  /** For a resident's own report: the page anybody who has the address can follow it on, without an account. */
  link: z.string().nullable(),
})
export type Reported = z.infer<typeof Reported>

/** One subcategory with the conditions it can be filed under. */
export const Category = z.object({
  code: z.string(),
  /** Class and subcategory numbers as people quote them, such as `01-03`. */
  number: z.string(),
  kind: z.enum(['components', 'events']),
  title: Bilingual,
  className: Bilingual,
  words: z.object({ zh: z.array(z.string()), en: z.array(z.string()) }),
  subject: z.string(),
  conditions: z.array(
    z.object({
      name: z.string(),
      title: Bilingual,
      limit: z.object({
        amount: z.number(),
        unit: z.enum(['minutes', 'urgent_hours', 'working_hours', 'working_days']),
      }),
      closing: Bilingual,
    }),
  ),
})
export type Category = z.infer<typeof Category>

/** `GET /api/v1/cases/nearby`: open cases around a point, nearest first, so that one thing is reported once. */
export const NearbyQuery = z.object({
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
  category: z.string().optional(),
})
export const Nearby = z.array(
  z.object({
    id: z.uuid(),
    number: z.string(),
    title: z.string(),
    category: z.string().nullable(),
    distanceM: z.number(),
    openedAt: Instant,
  }),
)
export type Nearby = z.infer<typeof Nearby>
