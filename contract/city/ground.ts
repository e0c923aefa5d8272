import { z } from 'zod'
import { Bilingual } from '../text.ts'

/** Segments of three characters, one for each level: whatever begins with a key lies in its division. */
export const PlaceKey = z.string().regex(/^([0-9a-z]{3})+$/, 'segments of three of 0-9 a-z')

const Degrees = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])

const Ring = z
  .array(Degrees)
  .min(4)
  .max(20_000)
  .refine(
    (ring) => ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1],
    'a ring ends where it began',
  )

/** A GeoJSON polygon (RFC 7946 §3.1.6), WGS-84. */
export const Polygon = z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1).max(500) })
export const MultiPolygon = z.object({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(Ring).min(1)).min(1).max(500),
})
export const Boundary = z.discriminatedUnion('type', [Polygon, MultiPolygon])
export type Boundary = z.infer<typeof Boundary>

/** A division. `level`: 1 city, 2 district, 3 street or town, 4 community. `code` is the national one of 6, 9 or 12 digits. */
export const Division = z.object({
  divisionKey: PlaceKey,
  parentKey: PlaceKey.nullable(),
  level: z.number().int(),
  code: z.string(),
  name: Bilingual,
  centre: z.object({ lon: z.number(), lat: z.number() }).nullable(),
  areaM2: z.number().nullable(),
})
export type Division = z.infer<typeof Division>

/** `GET /api/v1/city/divisions`: all of them, parents before children. `within` narrows to a division and what is in it. */
export const DivisionQuery = z.object({ within: PlaceKey.optional(), level: z.coerce.number().int().optional() })
export type DivisionQuery = z.infer<typeof DivisionQuery>
export const DivisionList = z.object({ items: z.array(Division) })
export type DivisionList = z.infer<typeof DivisionList>

/** `GET /api/v1/city/locate?lon=&lat=`. */
export const PointQuery = z.object({
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
})
export type PointQuery = z.infer<typeof PointQuery>

/** Where a point lies; `null` outside the place. `path` goes from the outermost division to the smallest. */
export const Located = z
  .object({
    divisionKey: PlaceKey,
    path: z.array(z.object({ divisionKey: PlaceKey, level: z.number().int(), name: Bilingual })),
    unitGrid: z.string().nullable(),
    responsibilityGrid: z.string().nullable(),
    /** The nearest road and a number on it. */
    address: Bilingual.nullable(),
  })
  .nullable()
export type Located = z.infer<typeof Located>

/** The sheets of the map; `GET /api/v1/city/map/:layer` sends one as a GeoJSON feature collection. */
export const MapLayer = z.enum([
  'district',
  'street',
  'community',
  'responsibility-grid',
  'unit-grid',
  'water',
  'road',
  'park',
  'block',
])
export type MapLayer = z.infer<typeof MapLayer>

/** `GET /api/v1/city/map`: what there is to draw. An address carries the sheet's version: it may be kept for ever. */
export const MapIndex = z.object({
  /** West, south, east, north; null while nothing has a boundary. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  layers: z.array(z.object({ name: MapLayer, href: z.string() })),
  /** Vector tiles with the layers block, building (heightM, baseM), tree and pitch; null where nothing of that is known. */
  tiles: z.object({ href: z.string(), minZoom: z.int().nonnegative(), maxZoom: z.int().nonnegative() }).nullable(),
})
export type MapIndex = z.infer<typeof MapIndex>

/** `GET /api/v1/city/map/tiles/:z/:x/:y`: a Mapbox Vector Tile in the usual numbering, y from the north. */
export const TileParams = z.object({
  z: z.coerce.number().int().min(0).max(24),
  x: z.coerce.number().int().nonnegative(),
  y: z.coerce.number().int().nonnegative(),
})

/** `PUT /api/v1/city/divisions`: changes the division with this code, or makes it in `parentKey`. */
export const SaveDivision = z.object({
  code: z.string().trim().min(1).max(20),
  name: Bilingual,
  level: z.number().int().min(1).max(9),
  parentKey: PlaceKey.nullable(),
  /** Left out: stays as it is. */
  boundary: Boundary.nullable().optional(),
})
export type SaveDivision = z.infer<typeof SaveDivision>

/** `POST /api/v1/city/grids`: puts in or replaces grids by code. A grid without a division belongs where its middle lies. */
export const ImportGrids = z.object({
  kind: z.enum(['unit', 'responsibility']),
  grids: z
    .array(
      z.object({
        code: z.string().trim().min(1).max(40),
        name: Bilingual.nullable().default(null),
        divisionKey: PlaceKey.optional(),
        /** For a unit grid: the responsibility grid it is part of; left out, the one its middle lies in. */
        partOf: z.string().optional(),
        boundary: Boundary,
      }),
    )
    .min(1)
    .max(5000),
})
export type ImportGrids = z.infer<typeof ImportGrids>
export const GridsImported = z.object({ count: z.number().int() })
