import { z } from 'zod'
import { Name, Texts, Unit, Word } from './words.ts'

const base = { name: Word, title: Texts, help: Texts.optional(), required: z.boolean().default(false) }

/** One question of a form; the type chooses what is drawn and what is accepted. */
export const Field = z.discriminatedUnion('type', [
  z.strictObject({ ...base, type: z.literal('text'), max: z.number().int().min(1).max(4000).default(500) }),
  z.strictObject({
    ...base,
    type: z.literal('number'),
    unit: Unit,
    min: z.number().optional(),
    max: z.number().optional(),
  }),
  z.strictObject({ ...base, type: z.literal('boolean') }),
  z.strictObject({ ...base, type: z.literal('choice'), options: z.record(Name, Texts) }),
  z.strictObject({ ...base, type: z.literal('date') }),
])
export type Field = z.infer<typeof Field>

/** `forms/<name>.yaml`: what is asked beyond place, words and photographs. */
export const Form = z.strictObject({ title: Texts, fields: z.array(Field).min(1).max(30) })
export type Form = z.infer<typeof Form>
