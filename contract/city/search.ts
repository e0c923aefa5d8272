import { z } from 'zod'
import { Bilingual } from '../text.ts'
import { PlaceKey } from './ground.ts'

/** `GET /api/v1/city/search?q=`: a name, an address, a code. `of: places` leaves things out. */
export const CitySearchQuery = z.object({
  q: z.string().trim().min(1).max(100),
  of: z.enum(['places', 'all']).default('all'),
  limit: z.coerce.number().int().min(1).max(50).default(12),
})
export type CitySearchQuery = z.infer<typeof CitySearchQuery>

export const PlaceKind = z.enum(['division', 'responsibility-grid', 'unit-grid', 'road', 'address', 'water', 'thing'])
export type PlaceKind = z.infer<typeof PlaceKind>

/** Something found by its name, and where it is in WGS-84 degrees. */
export const PlaceFound = z.object({
  kind: PlaceKind,
  name: Bilingual,
  /** What kind of thing it is, and the divisions it lies in. */
  about: Bilingual,
  /** Of a division, a grid or a thing. */
  code: z.string().nullable(),
  /** The division itself, or the smallest it lies in; null outside all of them. */
  divisionKey: PlaceKey.nullable(),
  lon: z.number(),
  lat: z.number(),
  /** West, south, east, north of what is larger than a point. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
})
export type PlaceFound = z.infer<typeof PlaceFound>

/** The best first. */
export const CitySearch = z.object({ items: z.array(PlaceFound) })
export type CitySearch = z.infer<typeof CitySearch>
