import { z } from 'zod'
import { TimeLimit } from '../flow.ts'
import { Instant } from '../text.ts'
import { Category } from './report.ts'

const Words = z.object({ zh: z.string().trim().min(1).max(500), en: z.string().trim().min(1).max(500) })

/** 立案条件: when a case is filed, how long it may take, and what it is inspected against. */
export const FilingCondition = z.object({
  name: z
    .string()
    .max(48)
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens'),
  title: Words,
  limit: TimeLimit,
  closing: Words,
})
export type FilingCondition = z.infer<typeof FilingCondition>

/** A category as it stands here: offered or not, with its pack's conditions or the place's own in their stead. */
export const KeptCategory = Category.extend({
  pack: z.string(),
  /** Of the conditions that hold now; a case names the one it was filed under. */
  version: z.number().int(),
  origin: z.enum(['pack', 'place']),
  /** Its pack is on and still has it. */
  enabled: z.boolean(),
  /** This place has switched it off: it is offered for no new case. */
  switchedOff: z.boolean(),
  /** Names of the conditions its pack declares: rules may name them, so that they can be changed and not taken away. */
  packConditions: z.array(z.string()),
  changedAt: Instant,
})
export type KeptCategory = z.infer<typeof KeptCategory>

/** `GET /api/v1/categories`: all of them, those not offered too. */
export const KeptCategoryList = z.object({ items: z.array(KeptCategory) })
export type KeptCategoryList = z.infer<typeof KeptCategoryList>

/** `PATCH /api/v1/categories/:code`. `version` is the one the person saw. Conditions of null go back to the pack's. */
export const ChangeCategory = z.object({
  version: z.number().int(),
  conditions: z.array(FilingCondition).min(1).max(20).nullable().optional(),
  switchedOff: z.boolean().optional(),
})
export type ChangeCategory = z.infer<typeof ChangeCategory>
export const CategoryChanged = z.object({ version: z.number().int() })
export type CategoryChanged = z.infer<typeof CategoryChanged>

/** `GET /api/v1/categories/:code/versions`: what held when, the newest first, and how many cases were filed under it. */
export const CategoryVersions = z.object({
  items: z.array(
    z.object({
      version: z.number().int(),
      origin: z.enum(['pack', 'place']),
      conditions: z.array(FilingCondition),
      changedBy: z.string(),
      changedAt: Instant,
      cases: z.number().int(),
    }),
  ),
})
export type CategoryVersions = z.infer<typeof CategoryVersions>
