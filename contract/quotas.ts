import { z } from 'zod'
import { ReadingValue } from './sensing.ts'
import { Instant } from './text.ts'

const PER_MINUTE_MAX = 10_000_000

/** How many readings a minute a thing of a type, or a device in all, may send, where it is not the usual. */
export const Quota = z.object({
  kind: z.enum(['type', 'device']),
  id: z.string().min(1).max(120),
  perMinute: z.number().int().min(1).max(PER_MINUTE_MAX),
})
export type Quota = z.infer<typeof Quota>

/** `GET /api/v1/quotas`. `usualPerMinute` holds for each thing whose type has no quota of its own. */
export const QuotaList = z.object({ usualPerMinute: z.number().int(), items: z.array(Quota) })
export type QuotaList = z.infer<typeof QuotaList>

/** `PUT /api/v1/quotas/:kind/:id`; null is the usual again. */
export const QuotaParams = Quota.pick({ kind: true, id: true })
export const SetQuota = z.object({ perMinute: Quota.shape.perMinute.nullable() })
export const QuotaSet = z.object({ done: z.literal(true) })

/** `GET /api/v1/quarantine`: newest first; `next` of an answer is `before` of the next call. */
export const QuarantineQuery = z.object({
  state: z.enum(['open', 'ended', 'all']).default('open'),
  thing: z.string().max(80).optional(),
  before: z.string().max(80).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

/** What a thing sent beyond its quota. All of it is counted; the first ten thousand readings are held. */
export const HeldThing = z.object({
  id: z.uuid(),
  thing: z.object({ id: z.uuid(), code: z.string() }),
  /** Who sent it: `device:<id>` or an account. */
  source: z.string(),
  beganAt: Instant,
  lastAt: Instant,
  overCount: z.number().int(),
  heldCount: z.number().int(),
  /** `keeping` and `dropping` last until all held readings have been dealt with. */
  state: z.enum(['held', 'keeping', 'kept', 'dropping', 'dropped']),
  endedAt: Instant.nullable(),
})
export type HeldThing = z.infer<typeof HeldThing>
export const HeldList = z.object({ items: z.array(HeldThing), next: z.string().nullable() })
export type HeldList = z.infer<typeof HeldList>

export const QuarantineParams = z.object({ id: z.uuid() })

/** `GET /api/v1/quarantine/:id/readings`: as they came; `next` is `after` of the next call. */
export const HeldReadingsQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})
export const HeldReadings = z.object({
  items: z.array(
    z.object({ no: z.number().int(), property: z.string(), value: ReadingValue, at: Instant, seq: z.number().int() }),
  ),
  next: z.number().int().nullable(),
})
export type HeldReadings = z.infer<typeof HeldReadings>

/** `POST /api/v1/quarantine/:id/end`: the thing may send again; what is held is recorded after all, or dropped. */
export const EndQuarantine = z.object({ keep: z.boolean(), why: z.string().trim().min(1).max(500) })
export type EndQuarantine = z.infer<typeof EndQuarantine>
