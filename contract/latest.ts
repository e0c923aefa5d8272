import { z } from 'zod'
import { KnownAbsence, ReadingValue, wall } from './sensing.ts'
import { Bilingual, Instant } from './text.ts'

const POLYGON_POINTS = 500

const numbers = z.string().transform((text) => text.split(',').map(Number))

/** `west,south,east,north` in WGS-84 degrees. */
export const BoxText = numbers.pipe(z.tuple([z.number(), z.number(), z.number(), z.number()]))

/** `lon,lat,lon,lat,…` in WGS-84 degrees: 3 to 500 corners, the last joined to the first. */
export const PolygonText = numbers.pipe(
  z
    .array(z.number())
    .min(6)
    .max(2 * POLYGON_POINTS)
    .refine((all) => all.length % 2 === 0, 'longitudes and latitudes in turn')
    .transform((all) =>
      Array.from({ length: all.length / 2 }, (_, i): [number, number] => [all[2 * i] ?? 0, all[2 * i + 1] ?? 0]),
    ),
)

/** The newest reading of each property of one thing, by property. A property never read is left out. */
export const LatestOfThing = z.object({
  id: z.uuid(),
  code: z.string(),
  type: z.string(),
  name: Bilingual,
  divisionKey: z.string(),
  lon: z.number(),
  lat: z.number(),
  absence: KnownAbsence.nullable(),
  /** Late: silent for more than three times as long as is usual between its readings. Out of range: what it sent last was refused as impossible. */
  reports: z.enum(['never', 'online', 'late', 'outOfRange']),
  values: z.record(z.string(), z.object({ value: ReadingValue, unit: z.string().nullable(), at: Instant })),
})
export type LatestOfThing = z.infer<typeof LatestOfThing>

/** Which things' newest readings are asked for: all the caller may see, or those in a division, box, polygon, of a type. */
export const LatestWhere = z.object({
  division: z.string().optional(),
  bbox: BoxText.optional(),
  polygon: PolygonText.optional(),
  type: z.string().optional(),
  wall,
})
export type LatestWhere = z.infer<typeof LatestWhere>

/** `GET /api/v1/latest`: as many as `limit`; `GET /api/v1/latest/all` knows no limit. */
export const LatestQuery = LatestWhere.extend({ limit: z.coerce.number().int().min(1).max(10_000).default(1000) })
export const LatestList = z.object({ items: z.array(LatestOfThing), truncated: z.boolean() })
export type LatestList = z.infer<typeof LatestList>

const ZOOM_MAX = 22

/** `GET /api/v1/latest/tiles/:z/:x/:y`: the tile of the usual Web Mercator scheme. */
export const TileParams = z
  .object({
    z: z.coerce.number().int().min(0).max(ZOOM_MAX),
    x: z.coerce.number().int().min(0),
    y: z.coerce.number().int().min(0),
  })
  .refine(({ z: zoom, x, y }) => x < 2 ** zoom && y < 2 ** zoom, 'no such tile')
export const TileQuery = z.object({ division: z.string().optional(), type: z.string().optional(), wall })

/** `GET /api/v1/latest/live`: a window of the map. */
export const LatestLiveQuery = z.object({ bbox: BoxText, type: z.string().optional(), wall })

/**
 * What event `changed` tells of a thing: the number its feature has in the tiles, the rank of its worst alarm (0 none, 1 blue …
 * 4 red), whether it reports (0 never, 1 online, 2 late, 3 out of range), and its values by property.
 */
export const ChangedThing = z.object({
  id: z.number().int(),
  rank: z.number().int(),
  reports: z.number().int(),
  values: z.record(z.string(), ReadingValue),
})
/** Event `changed`; event `many` carries `at` and `count` only: so many things are drawn by tiles, asked for again. */
export const LatestChanged = z.object({ at: Instant, things: z.array(ChangedThing) })
export type LatestChanged = z.infer<typeof LatestChanged>
