import type { Feature } from 'geojson'
import { type FabricPark, fabricOf } from './fabric/fabric.ts'
import { halfOf } from './fabric/faces.ts'
import { collection, type Layers, type ParkFeature } from './ground.ts'
import { polygonOf } from './laying.ts'
import type { GroundPlan, LinePlan } from './plan.ts'
import { lengthOf, nearestOn, resampled, shifted } from './shape/line.ts'
import { isInside, type Plane, type Point, type Ring } from './shape/plane.ts'

const LINE_STEP_M = 40
// A road goes on over the water at the edge of the place, to the other bank.
const BRIDGE_M = 75
// A green smaller than this is no park and has no name on the map.
const PARK_M2 = 15_000

/** What the layers of a place are drawn from; lines and outline in metres. */
export interface Drawing {
  readonly plan: GroundPlan
  readonly plane: Plane
  readonly outline: Ring
  readonly waters: readonly (readonly Point[])[]
  readonly roads: readonly (readonly Point[])[]
  readonly divisionAt: (point: Point) => string
}

/** Waters, roads, parks and blocks; the buildings follow from the blocks. */
export function drawLayers(drawing: Drawing): Layers {
  const { plan, plane, outline, divisionAt } = drawing
  const bands = [
    ...plan.waters.map(({ widthM }, i) => ({ line: drawing.waters[i] ?? [], widthM, isWater: true })),
    ...plan.roads.map(({ widthM }, i) => ({ line: drawing.roads[i] ?? [], widthM, isWater: false })),
  ]
  const named = new Set<string>()
  const { blocks, parks } = fabricOf(plan.seed, outline, bands)
  return {
    water: waterLayer(drawing),
    road: roadLayer(drawing),
    park: collection([...banks(drawing), ...parks.flatMap((park) => parkFeatures(drawing, park, named))]),
    block: collection(
      blocks.map(({ ring, at, use, floors }, i) => ({
        type: 'Feature' as const,
        properties: { id: i + 1, divisionKey: divisionAt(at), use, floors },
        geometry: polygonOf(plane, [ring]),
      })),
    ),
  }
}

/** A band of water of a given width along its middle line. */
function bandAlong(line: readonly Point[], widthM: number): Ring {
  return [...shifted(line, -widthM / 2), ...shifted(line, widthM / 2).reverse()]
}

/** The stretches of a line that are kept, cut to about `LINE_STEP_M`. */
function stretchesOf(line: readonly Point[], isKept: (point: Point) => boolean): Point[][] {
  const stretches: Point[][] = []
  const current: Point[] = []
  for (const point of resampled(line, false, LINE_STEP_M)) {
    if (isKept(point)) current.push(point)
    else if (current.length > 0) stretches.push(current.splice(0))
  }
  if (current.length > 0) stretches.push(current)
  return stretches.filter((stretch) => stretch.length > 1 && lengthOf(stretch) > 2 * LINE_STEP_M)
}

function waterLayer({ plan, plane, waters }: Drawing): Layers['water'] {
  return collection(
    plan.waters.map(({ nameZh, nameEn, kind, widthM }, i) => {
      const line = resampled(waters[i] ?? [], false, LINE_STEP_M)
      const middle = line.map((point) => [...plane.toDegrees(point)])
      return {
        type: 'Feature' as const,
        properties: { nameZh, nameEn, kind, widthM, middle },
        geometry: polygonOf(plane, [bandAlong(line, widthM)]),
      }
    }),
  )
}

/** The green on both sides of each water. */
function banks({ plan, plane, waters }: Drawing): Layers['park']['features'] {
  return plan.waters.map(({ widthM }, i) => {
    const line = resampled(waters[i] ?? [], false, LINE_STEP_M)
    const band = bandAlong(line, 2 * halfOf({ widthM, isWater: true }) - 4)
    return { type: 'Feature', properties: { kind: 'bank' }, geometry: polygonOf(plane, [band]) }
  })
}

function roadLayer({ plan, plane, roads, waters, outline }: Drawing): Layers['road'] {
  const border = [...outline, ...outline.slice(0, 1)]
  const isShore = (point: Point) =>
    nearestOn(border, point).distanceM < 2 * BRIDGE_M &&
    waters.some((water, i) => nearestOn(water, point).distanceM < (plan.waters[i]?.widthM ?? 0) / 2 + BRIDGE_M)
  const isKept = (point: Point) => isInside(outline, point) || isShore(point)
  return collection(
    plan.roads.flatMap(({ nameZh, nameEn, kind, widthM }: LinePlan, i) =>
      stretchesOf(roads[i] ?? [], isKept).map((stretch) => ({
        type: 'Feature' as const,
        properties: { nameZh, nameEn, kind, widthM },
        geometry: { type: 'LineString' as const, coordinates: stretch.map((point) => [...plane.toDegrees(point)]) },
      })),
    ),
  )
}

/** A park and its ponds; a large one is called after the road it lies at. */
function parkFeatures({ plan, plane, roads }: Drawing, { ring, at, areaM2, ponds }: FabricPark, named: Set<string>) {
  const feature = (properties: ParkFeature, shape: Ring): Feature<ReturnType<typeof polygonOf>, ParkFeature> => ({
    type: 'Feature',
    properties,
    geometry: polygonOf(plane, [shape]),
  })
  const isLarge = areaM2 > PARK_M2
  const near = roads
    .map((line, i) => ({ road: plan.roads[i], distanceM: nearestOn(line, at).distanceM }))
    .sort((a, b) => a.distanceM - b.distanceM)[0]?.road
  const isNamed = isLarge && near !== undefined && !named.has(near.nameZh)
  if (isNamed) named.add(near.nameZh)
  const names = isNamed ? { nameZh: `${near.nameZh}公园`, nameEn: `${near.nameEn} Park` } : {}
  return [
    feature({ kind: isLarge ? 'park' : 'green', ...names }, ring),
    ...ponds.map((pond) => feature({ kind: 'pond' }, pond)),
  ]
}
