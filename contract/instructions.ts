import { z } from 'zod'
import { Instant } from './text.ts'

/** What is asked of a thing, with figures or words the thing understands; at most 20 of them. */
export const InstructionParamsGiven = z
  .record(z.string().min(1).max(40), z.union([z.number(), z.boolean(), z.string().max(200)]))
  .refine((params) => Object.keys(params).length <= 20, 'at most 20')

/** `POST /api/v1/things/:id/instructions`. After `minutes` the thing is not to follow it any more. */
export const NewInstruction = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'a short word in small letters'),
  params: InstructionParamsGiven.default({}),
  minutes: z.number().int().min(1).max(10_080).default(10),
})
export type NewInstruction = z.infer<typeof NewInstruction>

/** `expired` is one that nobody answered in time. */
export const InstructionState = z.enum(['waiting', 'received', 'done', 'failed', 'expired'])

export const Instruction = z.object({
  id: z.uuid(),
  name: z.string(),
  params: InstructionParamsGiven,
  state: InstructionState,
  givenAt: Instant,
  expiresAt: Instant,
  answeredAt: Instant.nullable(),
  /** What the thing said about it. */
  detail: z.string().nullable(),
})
export type Instruction = z.infer<typeof Instruction>

/** `GET /api/v1/things/:id/instructions`: the newest 100. */
export const InstructionList = z.object({ items: z.array(Instruction) })
export const InstructionGiven = z.object({ id: z.uuid() })

/** What a thing answers, published to `things/<code>/receipts`. */
export const Receipt = z.object({
  id: z.uuid(),
  state: z.enum(['received', 'done', 'failed']),
  detail: z.string().max(500).optional(),
})
export type Receipt = z.infer<typeof Receipt>
