import { leftOf, lengthOf, pointAlong } from '../ground/shape/line.ts'
import { isInside, type Plane, type Point, type Position, planeAt, signedArea } from '../ground/shape/plane.ts'
import { pick, type Random, randomFrom, seedOf } from '../ground/shape/random.ts'
import type { Address } from './address.ts'
import type { Atlas, Location } from './atlas.ts'

/** Where to put some made-up things: beside water or roads, or anywhere inside blocks. */
export interface PlacementPlan {
  readonly layer: 'water' | 'road' | 'block'
  readonly count: number
  readonly seed: number
  /** Only along features with this name, in either language. */
  readonly name?: string | undefined
  /** Only along features of this kind (river, canal; expressway, trunk, street). */
  readonly kind?: string | undefined
  /** Only in this division. */
  readonly divisionKey?: string | undefined
}

export interface Placement extends Location {
  readonly lon: number
  readonly lat: number
  /** The feature it stands beside, and how many of this plan stand there already, itself included. */
  readonly beside: { readonly nameZh: string; readonly nameEn: string; readonly ordinal: number } | null
  readonly address: Address | null
}

interface Line {
  readonly nameZh: string
  readonly nameEn: string
  readonly points: readonly Point[]
  readonly awayM: number
}

/** Places for things, evenly spread, the same for the same seed. Fewer than asked only where the layer has no room. */
export function placeThings(atlas: Atlas, plan: PlacementPlan): Placement[] {
  const origin = atlas.bounds
  if (origin === null) return []
  const plane = planeAt([origin[0], origin[1]])
  const random = randomFrom(seedOf(plan.seed, `${plan.layer}/${plan.name ?? ''}/${plan.kind ?? ''}`))
  return plan.layer === 'block' ? inBlocks(atlas, plane, plan, random) : alongLines(atlas, plane, plan, random)
}

function placed(atlas: Atlas, plan: PlacementPlan, position: Position, beside: Placement['beside']): Placement | null {
  const [lon, lat] = position
  const location = atlas.locate(lon, lat)
  if (location === null || !location.divisionKey.startsWith(plan.divisionKey ?? '')) return null
  return { lon, lat, ...location, beside, address: atlas.addressOf(lon, lat) }
}

function alongLines(atlas: Atlas, plane: Plane, plan: PlacementPlan, random: Random): Placement[] {
  const lines = linesOf(atlas, plane, plan)
  const spots = lines.flatMap((line) => spotsAlong(atlas, plane, plan, line))
  // Every so many-th of all possible spots, shaken within its share, so that neighbours never fall together.
  const share = spots.length / plan.count
  const ordinals = new Map<string, number>()
  const count = Math.min(plan.count, spots.length)
  return Array.from({ length: count }, (_, i) => {
    const spot = spots[Math.min(spots.length - 1, Math.floor((i + random() * 0.6 + 0.2) * Math.max(1, share)))]
    const beside = spot?.beside
    if (spot === undefined || beside === null || beside === undefined) return spot
    const ordinal = (ordinals.get(beside.nameZh) ?? 0) + 1
    ordinals.set(beside.nameZh, ordinal)
    return { ...spot, beside: { ...beside, ordinal } }
  }).filter((spot) => spot !== undefined)
}

function linesOf(atlas: Atlas, plane: Plane, plan: PlacementPlan): Line[] {
  const features = [
    ...(plan.layer === 'water'
      ? atlas.layers.water.features.map(({ properties }) => ({ properties, line: properties.middle }))
      : atlas.layers.road.features.map(({ properties, geometry }) => ({ properties, line: geometry.coordinates }))),
  ]
  return features
    .filter(({ properties: { nameZh, nameEn, kind } }) => {
      const isNamed = plan.name === undefined || plan.name === nameZh || plan.name === nameEn
      return isNamed && (plan.kind === undefined || plan.kind === kind)
    })
    .map(({ properties: { nameZh, nameEn, widthM }, line }) => ({
      nameZh,
      nameEn,
      points: line.map(([lon = 0, lat = 0]) => plane.toMetres([lon, lat])),
      // On the bank, or at the front of the houses.
      awayM: widthM / 2 + (plan.layer === 'water' ? 3 : 9),
    }))
}

const SPOT_STEP_M = 8

/** All spots beside a line that lie in the place, now on one side and now on the other where both do. */
function spotsAlong(atlas: Atlas, plane: Plane, plan: PlacementPlan, line: Line): Placement[] {
  const beside = { nameZh: line.nameZh, nameEn: line.nameEn, ordinal: 0 }
  const spots: Placement[] = []
  const totalM = lengthOf(line.points)
  for (let alongM = SPOT_STEP_M; alongM < totalM; alongM += SPOT_STEP_M) {
    const at = pointAlong(line.points, alongM)
    const [nx, ny] = leftOf(pointAlong(line.points, alongM - 1), at)
    const first = spots.length % 2 === 0 ? line.awayM : -line.awayM
    for (const away of [first, -first]) {
      const spot = placed(atlas, plan, plane.toDegrees([at[0] + nx * away, at[1] + ny * away]), beside)
      if (spot === null) continue
      spots.push(spot)
      break
    }
  }
  return spots
}

function inBlocks(atlas: Atlas, plane: Plane, plan: PlacementPlan, random: Random): Placement[] {
  const blocks = atlas.layers.block.features
    .filter(({ properties }) => properties.divisionKey.startsWith(plan.divisionKey ?? ''))
    .map(({ geometry }) => (geometry.coordinates[0] ?? []).map(([lon = 0, lat = 0]) => plane.toMetres([lon, lat])))
  if (blocks.length === 0) return []
  const shuffled = blocks.map((ring) => ({ ring, rank: random() / signedArea(ring) })).sort((a, b) => a.rank - b.rank)
  const spots: Placement[] = []
  for (let i = 0; spots.length < plan.count && i < plan.count * 4; i++) {
    const ring = shuffled[i % shuffled.length]?.ring ?? pick(random, blocks)
    const spot = placed(atlas, plan, plane.toDegrees(pointIn(ring, random)), null)
    if (spot !== null) spots.push(spot)
  }
  return spots
}

/** A point in a ring; drawn from its box until it falls inside, which a block's shape makes likely. */
function pointIn(ring: readonly Point[], random: Random): Point {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  const [west, south, east, north] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  for (let attempt = 0; attempt < 50; attempt++) {
    const point: Point = [west + random() * (east - west), south + random() * (north - south)]
    if (isInside(ring, point)) return point
  }
  return ring[0] ?? [0, 0]
}
