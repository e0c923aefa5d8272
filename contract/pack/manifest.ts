import { z } from 'zod'
import { Name, Texts, Unit, Word } from './words.ts'

const base = { title: Texts, help: Texts.optional() }

/**
 * What whoever installs the pack may set, with the selector that is drawn for it. Rules read an input as `inputs.name`:
 * a number, true or false, or a text.
 */
export const Input = z.discriminatedUnion('type', [
  z.strictObject({
    ...base,
    type: z.literal('number'),
    unit: Unit,
    min: z.number().optional(),
    max: z.number().optional(),
    default: z.number(),
  }),
  z.strictObject({ ...base, type: z.literal('boolean'), default: z.boolean() }),
  z.strictObject({ ...base, type: z.literal('string'), default: z.string().max(200) }),
  z.strictObject({ ...base, type: z.literal('choice'), options: z.record(Name, Texts), default: Name }),
])
export type Input = z.infer<typeof Input>

/** `pack.yaml`: the only file a pack must have. */
export const Manifest = z.strictObject({
  id: Name,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be three numbers, as in 1.0.0'),
  /** Versions of Yiwang it runs on: comparisons separated by spaces, all of which must hold. */
  kernel: z
    .string()
    .regex(/^((>=|<=|>|<|=)\d+(\.\d+){0,2})( (>=|<=|>|<|=)\d+(\.\d+){0,2})*$/, 'must be a range, as in >=0.1 <1'),
  title: Texts,
  summary: Texts,
  /** The office that answers for the scenario, never a person. */
  owner: Texts,
  uses: z.array(Name).default([]),
  inputs: z.record(Word, Input).default({}),
})
export type Manifest = z.infer<typeof Manifest>
