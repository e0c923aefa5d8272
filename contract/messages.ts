import { z } from 'zod'
import { Bilingual, Instant } from './text.ts'

/** `GET /api/v1/messages`: what was to be told, the newest first. `before` is the `next` of the page before. */
export const MessageQuery = z.object({
  /** To a role, a unit, or a contact of a thing. */
  to: z.enum(['role', 'unit', 'contact']).optional(),
  thing: z.string().trim().max(64).optional(),
  /** A division and everything below it. */
  within: z.string().max(60).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type MessageQuery = z.infer<typeof MessageQuery>

/** A message that is due. Whose name and telephone that is stands with the thing, and is asked for with a purpose. */
export const DueMessage = z.object({
  /** Of its entry in the journal. */
  ordinal: z.number().int(),
  at: Instant,
  /** When what it tells of happened. */
  happenedAt: Instant,
  /** `role/supervisor`, `unit/visits`, `contact/family`. */
  to: z.string(),
  /** The recipient in words. */
  name: Bilingual,
  /** Null where it tells of somebody at home and the reader may not see that. */
  text: Bilingual.nullable(),
  thing: z.string().nullable(),
  divisionKey: z.string(),
  /** The case it was told for; null where an alarm asked for no case. */
  case: z.object({ id: z.uuid(), number: z.string(), title: Bilingual.nullable() }).nullable(),
})
export type DueMessage = z.infer<typeof DueMessage>
export const MessagePage = z.object({ items: z.array(DueMessage), next: z.number().int().nullable() })
export type MessagePage = z.infer<typeof MessagePage>
