import { z } from 'zod'
import { ReadingValue } from './sensing.ts'
import { Instant } from './text.ts'

/**
 * `GET /api/v1/things/:id/series`: one property over a time, in at most `points` points. Without `from` the span before
 * `to`; without `to` up to now, or to the newest reading where that is more than a span ago.
 */
export const ThingSeriesQuery = z.object({
  property: z.string().max(80),
  span: z.enum(['day', 'week', 'month', 'year']).default('day'),
  from: Instant.optional(),
  to: Instant.optional(),
  points: z.coerce.number().int().min(10).max(2000).default(480),
})
export type ThingSeriesQuery = z.input<typeof ThingSeriesQuery>

/** Oldest first. Where nothing was read there is no point. */
export const ThingSeries = z.object({
  thing: z.object({ id: z.uuid(), code: z.string() }),
  property: z.string(),
  kind: z.enum(['number', 'boolean']),
  unit: z.string().nullable(),
  from: Instant,
  to: Instant,
  /** Whether `to` is the present: what comes will belong to it. */
  isCurrent: z.boolean(),
  newestAt: Instant.nullable(),
  /** How long each point stands for; null where each is one reading. */
  bucketMs: z.number().int().nullable(),
  /** At the beginning of its time: mean, least, most and how many readings. Yes and no are 1 and 0. */
  points: z.array(
    z.object({ at: Instant, mean: z.number(), min: z.number(), max: z.number(), count: z.number().int() }),
  ),
})
export type ThingSeries = z.infer<typeof ThingSeries>

/** `GET /api/v1/things/:id/readings/buckets`: readings from an instant on and before another, summed up. */
export const ThingBucketsQuery = z.object({
  from: Instant.optional(),
  to: Instant.optional(),
  property: z.string().optional(),
  /** Buckets at most; their width is the least usual span of time that comes to no more. */
  points: z.coerce.number().int().min(1).max(2000).default(400),
})

/** Buckets in order of time, by their beginning; those without a reading are left out. Texts have only count and last. */
export const ThingBuckets = z.object({
  thing: z.object({ id: z.uuid(), code: z.string() }),
  from: Instant,
  to: Instant,
  widthMs: z.number().int(),
  series: z.array(
    z.object({
      property: z.string(),
      unit: z.string().nullable(),
      buckets: z.array(
        z.object({
          at: Instant,
          count: z.number().int(),
          min: z.number().nullable(),
          max: z.number().nullable(),
          mean: z.number().nullable(),
          last: ReadingValue,
        }),
      ),
    }),
  ),
})
export type ThingBuckets = z.infer<typeof ThingBuckets>
