import { z } from 'zod'
import { StepFields } from './flow.ts'
import { Bilingual, Instant } from './text.ts'

const State = z.object({ id: z.string(), name: Bilingual })

/** A running limit. The light turns amber at `lightAt` and red at `dueAt`; both are null when nothing is counted. */
const limited = { dueAt: Instant.nullable(), lightAt: Instant.nullable() }

/** One line of a list of matters. */
export const MatterRow = z.object({
  id: z.string(),
  kind: z.string(),
  kindName: Bilingual,
  title: z.string(),
  state: State,
  done: z.boolean(),
  version: z.number().int(),
  divisionKey: z.string(),
  /** The name of the division, for people. */
  division: z.string().nullable(),
  ...limited,
  /** What the limit counts, such as the time left to accept. */
  counts: Bilingual.nullable(),
  changedAt: Instant,
})
export type MatterRow = z.infer<typeof MatterRow>

/** `GET /api/v1/matters`. `state` is `open` (the default), `done` or a state's id. */
export const MatterQuery = z.object({
  state: z.string().optional(),
  kind: z.string().optional(),
  mine: z.stringbool().optional(),
  after: z.string().optional(),
})
export type MatterQuery = z.infer<typeof MatterQuery>

/** The soonest due first; `next` is the `after` of the following page. */
export const MatterList = z.object({
  items: z.array(MatterRow),
  next: z.string().nullable(),
  /** The kinds this person may see, with how many are open. */
  kinds: z.array(z.object({ id: z.string(), name: Bilingual, open: z.number().int() })),
})
export type MatterList = z.infer<typeof MatterList>

/** One entry of a matter's journal as a sentence. `ordinal` is null until the entry is sealed. */
export const TrailEntry = z.object({
  ordinal: z.number().int().nullable(),
  version: z.number().int(),
  at: Instant,
  kind: z.string(),
  who: z.string(),
  sentence: Bilingual,
  why: z.string().nullable(),
})
export type TrailEntry = z.infer<typeof TrailEntry>

/** A field an action asks for, as its flow declares it. */
export const ActionField = z.object({
  id: z.string(),
  name: Bilingual,
  /** The value of `photos` is a list of photo ids. */
  type: z.enum(['text', 'long_text', 'number', 'choice', 'yes_no', 'date', 'instant', 'photos']),
  required: z.boolean(),
  help: Bilingual.nullable(),
  options: z.array(z.object({ id: z.string(), name: Bilingual })),
})
export type ActionField = z.infer<typeof ActionField>

/** An action of the state the matter is in. One this person may not take says why not. */
export const MatterAction = z.object({
  id: z.string(),
  name: Bilingual,
  /** `forward` towards the end, `backward` with a reason, `aside` without moving. */
  direction: z.enum(['forward', 'backward', 'aside']),
  /** The key that takes it, one character. */
  key: z.string().nullable(),
  allowed: z.boolean(),
  whyNot: Bilingual.nullable(),
  fields: z.array(ActionField),
})
export type MatterAction = z.infer<typeof MatterAction>

/** `GET /api/v1/matters/:id`. */
export const Matter = MatterRow.extend({
  openedAt: Instant,
  /** How the limit was reckoned, a sentence a step. */
  clock: z.object({ explain: z.array(Bilingual) }).nullable(),
  /** The newest first. */
  trail: z.array(TrailEntry),
  actions: z.array(MatterAction),
})
export type Matter = z.infer<typeof Matter>

/** `POST /api/v1/matters/:id/steps`, with `Idempotency-Key`. `version` is the one the person saw: another is `kernel.stale`. */
export const Step = z.object({
  action: z.string(),
  version: z.number().int(),
  input: StepFields,
})
export type Step = z.infer<typeof Step>

/** The state the matter is in after the step. */
export const StepDone = z.object({ id: z.string(), version: z.number().int(), state: State })
export type StepDone = z.infer<typeof StepDone>
