import { z } from 'zod'
import { ReadingValue, ThingParams } from './sensing.ts'
import { type Bilingual, Instant } from './text.ts'

/** What a correction makes of the readings it is about. */
export const CORRECTION_KINDS = {
  replace: { zh: '改为', en: 'Replaced by' },
  shift: { zh: '加减', en: 'Shifted by' },
  void: { zh: '作废', en: 'Withdrawn' },
} as const satisfies Record<string, Bilingual>

export const CorrectionKind = z.enum(Object.keys(CORRECTION_KINDS) as [keyof typeof CORRECTION_KINDS])
export type CorrectionKind = z.infer<typeof CorrectionKind>

/**
 * `POST /api/v1/things/:id/corrections`: the readings of one property between two instants, both included. They stay as
 * they came; the newest correction of a moment holds. `value` is the new value, or what is added to each.
 */
export const NewCorrection = z.object({
  property: z.string(),
  from: Instant,
  to: Instant,
  kind: CorrectionKind,
  value: z.union([z.number(), z.boolean()]).optional(),
  reason: z.string().trim().min(1).max(500),
})
export type NewCorrection = z.infer<typeof NewCorrection>

export const CorrectionParams = ThingParams.extend({ correction: z.uuid() })
export const CorrectionSaved = z.object({ id: z.uuid() })
export const CorrectionWithdrawal = z.object({ reason: z.string().trim().min(1).max(500) })

/** `GET /api/v1/things/:id/corrections`: newest first. */
export const CorrectionItem = z.object({
  id: z.uuid(),
  property: z.string(),
  from: Instant,
  to: Instant,
  kind: CorrectionKind,
  value: ReadingValue.nullable(),
  reason: z.string(),
  correctedAt: Instant,
  withdrawnAt: Instant.nullable(),
})
export type CorrectionItem = z.infer<typeof CorrectionItem>
export const CorrectionList = z.object({ items: z.array(CorrectionItem) })

/** A type of things as `pack.type`, or `*` for every type without a line of its own. */
export const RetentionParams = z.object({ type: z.string().regex(/^(\*|[a-z0-9-]+\.[a-z0-9_-]+)$/, 'pack.type or *') })

/** `PUT /api/v1/retention/:type`: days that readings of a type are kept; null is for ever. */
export const NewRetention = z.object({
  keepDays: z.number().int().min(1).max(36_500).nullable(),
  reason: z.string().trim().min(1).max(500),
})
export type NewRetention = z.infer<typeof NewRetention>
export const RetentionSaved = z.object({ type: z.string() })

/** `GET /api/v1/retention`. */
export const RetentionList = z.object({
  items: z.array(
    z.object({
      type: z.string(),
      keepDays: z.number().int().nullable(),
      reason: z.string(),
      setAt: Instant,
      /** Readings measured before this are out of every file; those that are over and still in one are not shown. */
      removedBefore: Instant.nullable(),
    }),
  ),
})
export type RetentionList = z.infer<typeof RetentionList>
