import { z } from 'zod'
import { Bilingual } from '../text.ts'
import { PlaceKey } from './ground.ts'

/** What a file of boundaries draws: divisions, or grids of one kind. */
export const BoundaryKind = z.enum(['division', 'responsibility', 'unit'])
export type BoundaryKind = z.infer<typeof BoundaryKind>

/** `GET /api/v1/city/grids`: in order of their codes; `after` is the last code of the page before. */
export const GridQuery = z.object({
  kind: z.enum(['responsibility', 'unit']),
  q: z.string().trim().max(100).optional(),
  within: PlaceKey.optional(),
  after: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export type GridQuery = z.infer<typeof GridQuery>

export const Grid = z.object({
  code: z.string(),
  kind: z.enum(['responsibility', 'unit']),
  name: Bilingual.nullable(),
  divisionKey: PlaceKey,
  /** The responsibility grid a unit grid is part of. */
  partOf: z.string().nullable(),
  centre: z.object({ lon: z.number(), lat: z.number() }),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  areaM2: z.number(),
})
export type Grid = z.infer<typeof Grid>
export const GridList = z.object({ items: z.array(Grid), next: z.string().nullable() })
export type GridList = z.infer<typeof GridList>

/**
 * `POST /api/v1/city/ground-imports`, and `…/check` for the same without writing. Features carry `code`, `nameZh` and `nameEn`
 * (or `name`); divisions also `level` and `parent` (a code), grids may say `division` (a code) and unit grids `partOf`.
 */
export const ImportGround = z.object({
  what: BoundaryKind,
  /** In what the positions are given. */
  system: z.enum(['WGS84', 'GCJ02', 'BD09']).default('WGS84'),
  collection: z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(z.unknown()).min(1).max(20_000),
  }),
})
export type ImportGround = z.infer<typeof ImportGround>

/** Why one feature cannot be taken, by its place in the file from 1. */
export const FeatureFault = z.object({ feature: z.number().int(), code: z.string().nullable(), text: Bilingual })
export type FeatureFault = z.infer<typeof FeatureFault>

/** What an import does or would do. With any fault nothing is written. */
export const GroundImported = z.object({
  applied: z.boolean(),
  added: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  faults: z.array(FeatureFault),
})
export type GroundImported = z.infer<typeof GroundImported>

/** The same before it is written, with the boundaries in WGS-84 to be looked at; those of more than so many are left out. */
export const GroundChecked = GroundImported.extend({
  drawn: z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(
      z.object({
        type: z.literal('Feature'),
        geometry: z.unknown(),
        properties: z.object({ code: z.string(), becomes: z.enum(['added', 'changed', 'same']) }),
      }),
    ),
  }),
})
export type GroundChecked = z.infer<typeof GroundChecked>
