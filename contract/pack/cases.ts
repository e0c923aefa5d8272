import { z } from 'zod'
import { FlowDefinition, FlowReason, TimeLimit } from '../flow.ts'
import { Name, Ref, Texts } from './words.ts'

/** 立案条件: when a case is filed, with its own limit (时限) and the closing condition (结案条件) it is inspected against. */
export const FilingCondition = z.strictObject({ title: Texts, limit: TimeLimit, closing: Texts })
export type FilingCondition = z.infer<typeof FilingCondition>

/** 大类: `components` (部件) are fixed facilities, `events` (事件) are acts and states that disturb order. */
export const CategoryClass = z.strictObject({
  kind: z.enum(['components', 'events']),
  code: z.string().regex(/^\d{2}$/, 'must be two digits in quotes'),
  title: Texts,
})
export type CategoryClass = z.infer<typeof CategoryClass>

/** 小类, with the conditions it is filed under. */
export const Category = z.strictObject({
  title: Texts,
  class: Ref,
  code: z.string().regex(/^\d{2}$/, 'must be two digits in quotes'),
  /** Other words people use for it; search and guessing from text read them. */
  words: z.strictObject({ zh: z.array(z.string()), en: z.array(z.string()) }).optional(),
  /** Who answers for it: a subject, which each place maps to a unit of its own. */
  subject: Ref,
  conditions: z
    .record(Name, FilingCondition)
    .refine((it) => Object.keys(it).length > 0, 'needs at least one condition'),
  form: Ref.optional(),
  /** The id of a flow of this or another pack; the ordinary flow of cases where it is absent. */
  flow: FlowDefinition.shape.id.optional(),
  /** Reasons of this category's own, by the `list` of the flow whose place they take. */
  lists: z.record(FlowDefinition.shape.id, z.array(FlowReason).min(1)).default({}),
})
export type Category = z.infer<typeof Category>

/** `cases.yaml`. */
export const CaseKinds = z.strictObject({
  classes: z.record(Name, CategoryClass).default({}),
  subjects: z.record(Name, Texts).default({}),
  categories: z.record(Name, Category).default({}),
  /** Flows of the pack's own; their ids begin with the pack's, as in `library.overdue`. */
  flows: z.array(FlowDefinition).default([]),
})
export type CaseKinds = z.infer<typeof CaseKinds>
