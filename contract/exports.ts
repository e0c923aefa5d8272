import { z } from 'zod'
import { LatestWhere } from './latest.ts'
import { Instant } from './text.ts'

/**
 * `GET /api/v1/readings/export`: every reading from an instant on and before another, of one thing, of several (by comma),
 * or of those of a division, a map window or a type. As it counts; with `original` and `correction` where it was corrected.
 */
export const ExportQuery = LatestWhere.pick({ division: true, bbox: true, type: true }).extend({
  thing: z.string().max(4000).optional(),
  property: z.string().optional(),
  from: Instant,
  to: Instant,
  format: z.enum(['csv', 'parquet']).default('csv'),
})
export type ExportQuery = z.infer<typeof ExportQuery>
