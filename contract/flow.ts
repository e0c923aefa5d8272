import { z } from 'zod'
import { Bilingual } from './text.ts'

const id = z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and _')

/** `minutes` and `urgent_hours` run through nights and holidays; the other two by the place's working calendar. */
export const TimeUnit = z.enum(['minutes', 'urgent_hours', 'working_hours', 'working_days'])
export type TimeUnit = z.infer<typeof TimeUnit>

/** How long something may take, such as 2 urgent hours or 5 working days. */
export const TimeLimit = z.strictObject({ amount: z.number().positive().max(100_000), unit: TimeUnit })
export type TimeLimit = z.infer<typeof TimeLimit>

/**
 * Who an actor is to this matter, whatever the role: a member of the unit that holds it, who claimed it, who found it, or
 * one of those in whose inbox it lies.
 */
export const Relation = z.enum(['holder', 'claimant', 'reporter', 'inbox', 'system', 'anyone'])
export type Relation = z.infer<typeof Relation>

/** One way to be allowed: a role held over the matter's division, a relation to the matter, or both at once. */
export const Permitted = z
  .strictObject({ role: id.optional(), as: Relation.optional() })
  .refine((who) => who.role !== undefined || who.as !== undefined, 'name a role, a relation, or both')
export type Permitted = z.infer<typeof Permitted>

/** What a step or a state does to one clock. */
export const FlowClockChange = z.strictObject({
  clock: id,
  /**
   * `start` begins anew; `start_for_holder` goes on with the remainder for the same unit and limit and begins anew for
   * another; `resume` goes on after a pause or a stop; `reset` forgets. What changes nothing is no event.
   */
  do: z.enum(['start', 'start_for_holder', 'pause', 'resume', 'stop', 'reset']),
  /** For a clock whose limit is `from: state`. */
  limit: TimeLimit.optional(),
})
export type FlowClockChange = z.infer<typeof FlowClockChange>

/** Where a matter can be. */
export const FlowState = z.strictObject({
  id,
  name: Bilingual,
  /** `open` somebody must act, `waiting` on something outside, `done` reached its purpose, `void` ended without. */
  kind: z.enum(['open', 'waiting', 'done', 'void']),
  /** In whose inbox it lies. */
  inbox: z.array(Permitted).default([]),
  /** What entering the state does to clocks. `done` and `void` stop all of them by themselves. */
  clocks: z.array(FlowClockChange).default([]),
})
export type FlowState = z.infer<typeof FlowState>

/** One reason to choose from. */
export const FlowReason = z.strictObject({
  id,
  name: Bilingual,
  /** This reason says too little without words. */
  words: z.literal('required').optional(),
})
export type FlowReason = z.infer<typeof FlowReason>

/** What the person is asked for. What is asked for and not marked optional is required. */
export const FlowForm = z.strictObject({
  reason: z
    .strictObject({
      options: z.array(FlowReason).min(1),
      /** A list of the matter's own (its category's closing reasons, say) that takes the place of `options` where it has one. */
      list: id.optional(),
      words: z.enum(['required', 'optional']).default('optional'),
    })
    .optional(),
  unit: z.literal('required').optional(),
  condition: z.literal('required').optional(),
  /** The kinds of photo that may be given, with the least number of each. */
  photos: z.array(z.strictObject({ kind: id, name: Bilingual, least: z.int().min(0) })).optional(),
  note: z.enum(['required', 'optional']).optional(),
})
export type FlowForm = z.infer<typeof FlowForm>

/**
 * What a form sends: a flat record, as the fields of the offered action name them. Photos of a kind come as
 * `photos.<kind>`, a list of photo ids.
 */
export const StepFields = z.record(
  z.string().max(60),
  z.union([z.string().trim().max(2000), z.array(z.uuid()).max(20)]),
)
export type StepFields = z.infer<typeof StepFields>

/** A condition on the actor and the matter's past, beyond who may act. Persons and units are compared, never roles. */
export const FlowGuard = z.discriminatedUnion('is', [
  /** Neither the person nor the unit has handled the matter. */
  z.strictObject({ is: z.literal('not_handler') }),
  /** Neither the person nor the unit found or reported it. */
  z.strictObject({ is: z.literal('not_finder') }),
  /** The unit chosen in the form did not find or report it. */
  z.strictObject({ is: z.literal('unit_not_finder') }),
  /** Nobody else has claimed it. */
  z.strictObject({ is: z.literal('unclaimed') }),
  /** Something counted has happened fewer times than this. */
  z.strictObject({ is: z.literal('below'), count: id, limit: z.int().min(0) }),
  /** No longer than this since the matter entered its state. */
  z.strictObject({ is: z.literal('within'), hours: z.number().positive() }),
])
export type FlowGuard = z.infer<typeof FlowGuard>

/** What a step writes into the matter's memory. */
export const FlowEffect = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('assign_holder') }),
  z.strictObject({ do: z.literal('clear_holder') }),
  z.strictObject({ do: z.literal('record_finder') }),
  z.strictObject({ do: z.literal('record_handler') }),
  z.strictObject({ do: z.literal('set_claimant') }),
  z.strictObject({ do: z.literal('clear_claimant') }),
  z.strictObject({ do: z.literal('set_condition') }),
  z.strictObject({ do: z.literal('count'), what: id }),
])
export type FlowEffect = z.infer<typeof FlowEffect>

/** A step that somebody can take. */
export const FlowAction = z.strictObject({
  id,
  name: Bilingual,
  /** Past tense: the journal entry is `<kind of matter>.<event>`. */
  event: id,
  /** Empty for an action that begins a matter. */
  from: z.array(id),
  /** Absent when the matter stays in its state. */
  to: id.optional(),
  /** `backward` steps need a reason. */
  direction: z.enum(['forward', 'backward', 'aside']),
  by: z.array(Permitted).min(1),
  guards: z.array(FlowGuard).default([]),
  form: FlowForm.default({}),
  effects: z.array(FlowEffect).default([]),
  /** What the step itself does to clocks, before the state it leads to. */
  clocks: z.array(FlowClockChange).default([]),
  /** The letter that does this on a keyboard. */
  key: z
    .string()
    .regex(/^[a-z]$/)
    .optional(),
})
export type FlowAction = z.infer<typeof FlowAction>

/** A limit on how long something may take. */
export const FlowClock = z.strictObject({
  id,
  name: Bilingual,
  limit: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('fixed'), amount: TimeLimit.shape.amount, unit: TimeUnit }),
    /** Given where the clock is started. */
    z.strictObject({ from: z.literal('state') }),
    /** Given by the filing condition chosen for the matter. */
    z.strictObject({ from: z.literal('condition') }),
  ]),
  /** Shares of the limit at which the light turns amber and red. */
  lights: z.tuple([z.number().positive(), z.number().positive()]).default([0.8, 1]),
})
export type FlowClock = z.infer<typeof FlowClock>

/** A flow as data. A matter keeps the version it began with, so a published version is never edited: raise the number. */
export const FlowDefinition = z.strictObject({
  /** A flow of a pack carries the pack's name: `library.loan`. */
  id: z.string().regex(/^[a-z][a-z0-9_-]*(\.[a-z][a-z0-9_-]*)?$/, 'a name, or pack.name'),
  version: z.int().min(1),
  name: Bilingual,
  roles: z.array(z.strictObject({ id, name: Bilingual })),
  clocks: z.array(FlowClock).default([]),
  states: z.array(FlowState).min(2),
  actions: z.array(FlowAction).min(1),
})
export type FlowDefinition = z.infer<typeof FlowDefinition>

/** A flow as one writes it, defaults left out. */
export type FlowSource = z.input<typeof FlowDefinition>
