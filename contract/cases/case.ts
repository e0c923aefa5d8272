import { z } from 'zod'
import { ThingContact } from '../city/contacts.ts'
import { Matter, MatterRow } from '../matter.ts'
import { Bilingual, Instant } from '../text.ts'
import { Channel, Position, Severity } from './report.ts'

/** A line of the Desk's list. */
export const CaseRow = MatterRow.extend({
  /** The case's own id; the matter's is `case:<id>`. */
  case: z.uuid(),
  number: z.string(),
  category: z.object({ code: z.string(), title: Bilingual }).nullable(),
  severity: Severity.nullable(),
  channel: Channel,
  /** How many clues it stands on. */
  events: z.number().int(),
  place: z.string(),
  position: Position,
  holder: z.object({ id: z.uuid(), name: Bilingual }).nullable(),
  claimant: z.string().nullable(),
})
export type CaseRow = z.infer<typeof CaseRow>

/** `GET /api/v1/cases`. Words are looked for in number, title, place and description, two-character Chinese words too. */
export const CaseQuery = z.object({
  /** `mine` is what waits for this person now; `open` and `all` are everything in sight. */
  queue: z.enum(['mine', 'handled', 'open', 'all']).default('mine'),
  state: z.string().optional(),
  done: z.stringbool().optional(),
  q: z.string().trim().max(100).optional(),
  category: z.string().optional(),
  division: z.string().optional(),
  channel: Channel.optional(),
  light: z.enum(['green', 'amber', 'red']).optional(),
  severity: Severity.optional(),
  /** Opened at or after one instant and before another. */
  openedFrom: Instant.optional(),
  openedTo: Instant.optional(),
  closedFrom: Instant.optional(),
  /** Has come this far at some time. */
  reached: z.enum(['filed', 'dispatched', 'disposed', 'closed']).optional(),
  /** Sent back to be done again at least once. */
  reworked: z.stringbool().optional(),
  order: z.enum(['due', 'newest', 'severity']).default('due'),
  after: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type CaseQuery = z.infer<typeof CaseQuery>

export const CaseList = z.object({ items: z.array(CaseRow), next: z.string().nullable() })
export type CaseList = z.infer<typeof CaseList>

/** `GET /api/v1/cases/queues`: what waits for this person, by state of the flow. */
export const Queues = z.object({
  mine: z.array(z.object({ state: z.string(), name: Bilingual, count: z.number().int(), late: z.number().int() })),
  handled: z.number().int(),
  open: z.number().int(),
})
export type Queues = z.infer<typeof Queues>

export const Photo = z.object({
  id: z.uuid(),
  kind: z.enum(['scene', 'before', 'after', 'inspection']),
  takenAt: Instant.nullable(),
  addedAt: Instant,
})
export type Photo = z.infer<typeof Photo>

/** A clue a case stands on. */
export const CaseEvent = z.object({
  id: z.uuid(),
  channel: Channel,
  occurredAt: Instant,
  words: z.string(),
  place: z.string(),
  thing: z.string().nullable(),
  severity: Severity.nullable(),
  /** Whether a person's name or phone is kept for it; reading it is logged. */
  hasReporter: z.boolean(),
})

/** A unit the case could go to, the likeliest first, and why. */
export const UnitChoice = z.object({ id: z.uuid(), name: Bilingual, because: Bilingual.nullable() })

/** `GET /api/v1/cases/:id`. */
export const Case = CaseRow.extend({
  words: z.string(),
  condition: z.object({ name: z.string(), title: Bilingual, closing: Bilingual }).nullable(),
  divisionPath: z.array(Bilingual),
  grid: z.object({ unit: z.string().nullable(), responsibility: z.string().nullable() }),
  eventList: z.array(CaseEvent),
  photos: z.array(Photo),
  steps: z.array(z.object({ id: z.string(), name: Bilingual, stage: z.enum(['done', 'now', 'ahead']) })),
  openedAt: Instant,
  /** Whether this person may ask now whom to tell of the thing it is about; each look is written down. */
  mayReadContacts: z.boolean(),
  clock: Matter.shape.clock,
  trail: Matter.shape.trail,
  actions: Matter.shape.actions,
  units: z.array(UnitChoice),
})
export type Case = z.infer<typeof Case>

/** `POST /api/v1/cases/:id/looking`: says that this person has the case open; answers who else has. */
export const Looking = z.object({ others: z.array(z.object({ name: z.string(), sinceAt: Instant })) })
export type Looking = z.infer<typeof Looking>

/** `POST /api/v1/cases/:id/reporter`: who told us; the purpose is written to the journal. */
export const ReporterQuery = z.object({ purpose: z.string().trim().min(2).max(200) })
export const Reporters = z.array(
  z.object({ event: z.uuid(), name: z.string().nullable(), phone: z.string().nullable() }),
)

/** `POST /api/v1/cases/:id/contacts`: whom to tell of the thing, such as family; the purpose is written to the journal. */
export const CaseContacts = z.array(ThingContact)
