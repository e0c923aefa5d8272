import { z } from 'zod'
import { isUnit } from '../unit.ts'

/** Both languages of anything a person reads. In a file `i18n:some.key` may stand for it: the loader puts both in. */
export const Texts = z.strictObject({ zh: z.string().min(1).max(2000), en: z.string().min(1).max(2000) })
export type Texts = z.infer<typeof Texts>

/** A thing the pack names: `water-gauge`. */
export const Name = z
  .string()
  .max(48)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be small letters, digits and single hyphens, as in water-gauge')
export type Name = z.infer<typeof Name>

/** A name that rule expressions can say: `water_level`. */
export const Word = z
  .string()
  .max(48)
  .regex(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, 'must be small letters, digits and single underscores, as in water_level')

/** A name of this pack (`gauge`), or of another that `uses` lists (`city-basics:drainage`). */
export const Ref = z
  .string()
  .max(100)
  .regex(/^([a-z][a-z0-9-]*:)?[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be a name, or pack:name')
export type Ref = z.infer<typeof Ref>

/** The id the whole system knows a pack's name by: `ref('kit', 'lamp')` and `ref('other', 'kit:lamp')` are `kit.lamp`. */
export function qualify(pack: string, ref: Ref): string {
  const colon = ref.indexOf(':')
  return colon < 0 ? `${pack}.${ref}` : `${ref.slice(0, colon)}.${ref.slice(colon + 1)}`
}

/** The four colours of warning, mildest first. Chinese practice maps them to response levels IV, III, II and I. */
export const severities = ['blue', 'yellow', 'orange', 'red'] as const
export const Severity = z.enum(severities)
export type Severity = z.infer<typeof Severity>

export const Unit = z.string().refine(isUnit, 'is not a UCUM unit code, such as m, mg/m3, Cel, % or 1')

/** `90s`, `10m`, `12h`, `7d`. At least a second, at most 90 days. */
export const Duration = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhd]$/, 'must be a whole number and s, m, h or d, as in 10m')
  .refine((text) => !/^\d+[smhd]$/.test(text) || durationMs(text) <= 90 * 86_400_000, 'is longer than 90 days')

const unitMs: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds of a `Duration`. */
export function durationMs(duration: string): number {
  return Number(duration.slice(0, -1)) * (unitMs[duration.slice(-1)] ?? Number.NaN)
}

/** A time on the wall clock of the place, `00:00` to `24:00`. */
export const TimeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time such as 07:00')

/** Minutes since midnight of a `TimeOfDay`. */
export function minuteOfDay(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** A CEL expression of the rule language; what it may say is checked when the pack is linted. */
export const Expression = z.string().min(1).max(500)

/** The value of a property, an attribute or an input. */
export const Value = z.union([z.number(), z.boolean(), z.string().max(200)])
export type Value = z.infer<typeof Value>
export const ValueType = z.enum(['number', 'boolean', 'string'])
export type ValueType = z.infer<typeof ValueType>
