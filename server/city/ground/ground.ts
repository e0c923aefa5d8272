import type { Feature, FeatureCollection, LineString, MultiPolygon, Polygon } from 'geojson'
import type { BlockUse } from './fabric/uses.ts'
import type { Position } from './shape/plane.ts'

/** A surveyed boundary may have several parts; a generated one has one. */
export type Boundary = Polygon | MultiPolygon

/** A division with its place on the ground; the ones above the outline have none. */
export interface LaidDivision {
  readonly key: string
  readonly level: number
  readonly code: string
  readonly nameZh: string
  readonly nameEn: string
  readonly boundary: Boundary | null
  readonly centre: Position | null
  readonly areaM2: number | null
}

/** A unit grid 单元网格 (about 10,000 m²), or a responsibility grid 责任网格, which is some of them. */
export interface LaidGrid {
  readonly code: string
  readonly kind: 'unit' | 'responsibility'
  readonly nameZh: string | null
  readonly nameEn: string | null
  readonly divisionKey: string
  /** The responsibility grid a unit grid is part of. */
  readonly partOf: string | null
  readonly boundary: Boundary
  readonly centre: Position
  readonly areaM2: number
}

export interface NamedFeature {
  readonly nameZh: string
  readonly nameEn: string
  readonly kind: string
  readonly widthM: number
}

/** `middle` is the line the water flows along, for what stands on its banks. */
export interface WaterFeature extends NamedFeature {
  readonly middle: number[][]
}

/** `use` and `floors` say what a made-up block is built up with: its houses follow from that and are not kept. */
export interface BlockFeature {
  readonly id: number
  readonly divisionKey: string
  readonly use?: BlockUse
  readonly floors?: number
}

/** `kind` is park or green (with trees), bank, pond or pitch; names are of those worth one. */
export interface ParkFeature {
  readonly kind: string
  readonly nameZh?: string
  readonly nameEn?: string
}

/** What the map draws beneath everything else. */
export interface Layers {
  readonly water: FeatureCollection<Polygon, WaterFeature>
  readonly road: FeatureCollection<LineString, NamedFeature>
  readonly park: FeatureCollection<Polygon, ParkFeature>
  readonly block: FeatureCollection<Polygon, BlockFeature>
}

const nothing = { type: 'FeatureCollection' as const, features: [] }

/** A map with nothing on it. */
export const noLayers: Layers = { water: nothing, road: nothing, park: nothing, block: nothing }

/** A whole place, laid out. */
export interface Ground {
  readonly divisions: readonly LaidDivision[]
  readonly grids: readonly LaidGrid[]
  readonly layers: Layers
}

export const collection = <G extends Feature>(features: G[]): { type: 'FeatureCollection'; features: G[] } => ({
  type: 'FeatureCollection',
  features,
})
