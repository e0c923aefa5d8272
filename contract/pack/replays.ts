import { z } from 'zod'
import { Duration, Name, Ref, Severity, Texts, Value, Word } from './words.ts'

/** Time since the replay began, `HH:MM` or `HH:MM:SS`; hours may pass 24. */
export const Offset = z
  .string()
  .regex(/^\d{2,3}:[0-5]\d(:[0-5]\d)?$/, 'must be hours and minutes since the start, as in 00:10')

/** Milliseconds of an `Offset`. */
export function offsetMs(offset: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = offset.split(':').map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1000
}

export const Given = z.strictObject({
  /** Local time of the place at which the clock starts. */
  at: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'must be local time, as in 2026-07-01T06:00'),
  things: z
    .array(z.strictObject({ code: z.string().min(1), type: Ref, attributes: z.record(Word, Value).default({}) }))
    .min(1),
  inputs: z.record(Word, Value).default({}),
})
export type Given = z.infer<typeof Given>

const Observe = z.strictObject({ thing: z.string(), values: z.record(Word, Value) })
const Report = z.strictObject({
  category: Ref,
  condition: Name.optional(),
  thing: z.string().optional(),
  text: z.string().optional(),
})

/** An absence announced for a thing: from when it is said, unless `from` says otherwise. */
const Announce = z.strictObject({ thing: z.string(), from: Offset.optional(), until: Offset })

/**
 * Something that happens: readings of a thing, somebody's report, an absence announced. With `every`, again and again
 * until `until`.
 */
export const Step = z
  .strictObject({
    at: Offset,
    every: Duration.optional(),
    until: Offset.optional(),
    observe: Observe.optional(),
    report: Report.optional(),
    announce: Announce.optional(),
  })
  .refine(
    ({ observe, report, announce }) => [observe, report, announce].filter((it) => it !== undefined).length === 1,
    'needs one of observe, report and announce',
  )
  .refine((step) => (step.every === undefined) === (step.until === undefined), 'every and until belong together')
export type Step = z.infer<typeof Step>

/** What is looked for; everything left out matches anything. */
const sought = {
  alarm: Name.optional(),
  thing: z.string().optional(),
  severity: Severity.optional(),
  /** Of an alarm: raised, changed, cleared (raised or changed where absent). Of a case: a state of its flow. */
  state: z.string().optional(),
  case: Ref.optional(),
  condition: Name.optional(),
  message: z.string().optional(),
}
const one = (it: { alarm?: unknown; case?: unknown; message?: unknown }) =>
  [it.alarm, it.case, it.message].filter((part) => part !== undefined).length === 1
export const Expected = z
  .strictObject({ ...sought, by: Offset, after: Offset.optional() })
  .refine(one, 'needs one of alarm, case and message')
export type Expected = z.infer<typeof Expected>
export const Unwanted = z.strictObject(sought).refine(one, 'needs one of alarm, case and message')
export type Unwanted = z.infer<typeof Unwanted>

export const Replay = z.strictObject({
  name: Name,
  title: Texts,
  given: Given,
  when: z.array(Step).min(1).max(200),
  // biome-ignore lint/suspicious/noThenProperty: the word of the pack language; its value is a list, never awaited
  then: z.array(Expected).max(50).default([]),
  /** Must not be seen from start to end. */
  never: z.array(Unwanted).max(50).default([]),
  /** When the replay ends; the last step or `by` where absent. */
  until: Offset.optional(),
})
export type Replay = z.infer<typeof Replay>

/** `tests/*.yaml`. */
export const Replays = z.strictObject({ replays: z.array(Replay).min(1) })
export type Replays = z.infer<typeof Replays>
