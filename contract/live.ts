import { z } from 'zod'
import { Instant } from './text.ts'

/**
 * `GET /api/v1/live` (text/event-stream): the journal as this person may see it, in the order of its ordinals.
 * - `event: entry`, `id: <ordinal>`, `data: LiveEvent`
 * - `event: beat`, `data: Beat`: at once after connecting and then at least every 10 s; its ordinal is how far the stream
 *   has come, entries this person may not see included
 * - `event: reset`, `data: { ordinal }`: the stream cannot go on from the `Last-Event-ID` it was given; everything shown must be
 *   asked for again, and the stream goes on after this ordinal
 * Without `Last-Event-ID` the stream begins at the head.
 */
export const LiveEvent = z.object({
  ordinal: z.number().int(),
  kind: z.string(),
  matter: z.string().nullable(),
  version: z.number().int().nullable(),
  divisionKey: z.string(),
  at: Instant,
  /** Of the entry's payload what its module made public. */
  data: z.record(z.string(), z.unknown()).optional(),
})
export type LiveEvent = z.infer<typeof LiveEvent>

/** The stream is alive, and has come this far. */
export const Beat = z.object({ ordinal: z.number().int(), at: Instant })
export type Beat = z.infer<typeof Beat>
