import { z } from 'zod'
import { Duration, Expression, Name, Ref, Severity, Texts, TimeOfDay, Word } from './words.ts'

/** A figure over the readings of one property in the last `over`; the expression says it by its name. */
export const Window = z.strictObject({
  of: Word,
  over: Duration,
  /** `rate` is the change from the first to the last reading, per hour; it needs two readings. */
  agg: z.enum(['min', 'max', 'mean', 'count', 'sum', 'rate']),
})
export type Window = z.infer<typeof Window>

/** One step of a ladder. Without `clear` the step ends when `when` does. */
export const Level = z.strictObject({ severity: Severity, when: Expression, clear: Expression.optional() })
export type Level = z.infer<typeof Level>

/** Nothing heard of any of the properties for `over`. */
export const Absence = z.strictObject({
  of: z.array(Word).min(1).max(8),
  over: Duration,
  /** Only time between these two counts, on the wall clock of the place; a night in between stops the count. */
  between: z
    .tuple([TimeOfDay, TimeOfDay])
    .refine(([start, end]) => start !== end, 'needs two different times')
    .optional(),
  /** `any` reading breaks the silence, or only an `active` one: true, or a number other than 0. */
  counts: z.enum(['any', 'active']).default('any'),
})
export type Absence = z.infer<typeof Absence>

/** Who is told: everybody on duty with a role, the responsible unit of a subject, or contacts kept with the thing. */
export const Recipient = z
  .string()
  .regex(/^(role|unit|contact)\/([a-z][a-z0-9-]*:)?[a-z][a-z0-9-]*$/, 'must be role/…, unit/… or contact/…')

export const Consequence = z.strictObject({
  /** Title may name `{thing}` and any property in braces. `severity` only where the rule has no ladder. */
  alarm: z.strictObject({ title: Texts, severity: Severity.optional() }),
  /** `from`: only at this severity or worse. */
  case: z.strictObject({ category: Ref, condition: Name, from: Severity.optional() }).optional(),
  message: z
    .array(z.strictObject({ to: Recipient, text: Texts, from: Severity.optional() }))
    .max(8)
    .default([]),
})
export type Consequence = z.infer<typeof Consequence>

export const Rule = z
  .strictObject({
    title: Texts,
    of: Ref,
    window: z.record(Word, Window).default({}),
    /** How long the condition must hold before it counts. */
    for: Duration.optional(),
    when: Expression.optional(),
    clear: Expression.optional(),
    levels: z.array(Level).min(1).max(4).optional(),
    absence: Absence.optional(),
    // biome-ignore lint/suspicious/noThenProperty: the word of the pack language; its value is a plain object, never awaited
    then: Consequence,
  })
  .superRefine((rule, context) => {
    const complain = (message: string, path: string[]) => context.addIssue({ code: 'custom', message, path })
    const ways = [rule.when, rule.levels, rule.absence].filter((it) => it !== undefined).length
    if (ways !== 1) complain('needs exactly one of when, levels and absence', [])
    if (rule.clear !== undefined && rule.when === undefined)
      complain('belongs beside when, or inside each of levels', ['clear'])
    if (rule.absence && rule.for !== undefined)
      complain('has no meaning beside absence, which has its own over', ['for'])
    if (rule.levels && rule.then.alarm.severity) complain('is given by levels here', ['then', 'alarm', 'severity'])
    if (!rule.levels && !rule.then.alarm.severity) complain('needs a severity', ['then', 'alarm'])
    const order = rule.levels?.map((level) => Severity.options.indexOf(level.severity)) ?? []
    if (order.some((rank, i) => i > 0 && rank <= (order[i - 1] ?? -1))) {
      complain('must go from mild to grave: blue, yellow, orange, red, each at most once', ['levels'])
    }
  })
export type Rule = z.infer<typeof Rule>

/** `rules.yaml`: by name. */
export const Rules = z.record(Name, Rule)
export type Rules = z.infer<typeof Rules>
