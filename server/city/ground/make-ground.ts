import { type Mesh, meshOf } from './cells/mesh.ts'
import { ringsAround } from './cells/outline.ts'
import { sitesOf } from './cells/sites.ts'
import { divide, levelsOf } from './division-tree.ts'
import { type GridDraft, gridDrafts, split } from './grids.ts'
import { collection, type Ground, type LaidDivision, type LaidGrid, type Layers } from './ground.ts'
import { keyOf } from './key.ts'
import { bandAlong, clippedTo, insetOf } from './layers.ts'
import { layDivision, layGrids, polygonOf, smoothLevels } from './laying.ts'
import type { GroundPlan, LinePlan } from './plan.ts'
import { resampled, rounded, warpOf } from './shape/line.ts'
import { type Plane, type Point, type Position, planeAt, type Ring, signedArea } from './shape/plane.ts'
import { seedOf } from './shape/random.ts'

// A unit grid is about 10,000 m² (GB/T 30428.1): a square of 100 m.
const SPACING_M = 100
// A border may leave the teeth of the cells by this much, and no cell is folded by it.
const SMOOTHING_M = 34
const LINE_STEP_M = 40
const CELLS_PER_BLOCK = 4
const HALF_STREET_M = 9

/** Lays out a whole place from its plan: the same plan gives the same ground, to the last digit. */
export function makeGround(plan: GroundPlan): Ground {
  const plane = planeAt(middleOfAll(plan.outline))
  const warp = warpOf(seedOf(plan.seed, 'warp'), 18, 420)
  const drawn = (line: readonly Position[], isClosed: boolean): Point[] =>
    rounded(line.map(plane.toMetres), isClosed).map(warp)
  const outline = counterClockwise(drawn(plan.outline, true))
  const waters = plan.waters.map((water) => drawn(water.line, false))
  const roads = plan.roads.map((road) => drawn(road.line, false))
  const barriers = [...waters, ...roads]
  const seed = seedOf(plan.seed, 'sites')
  const mesh = meshOf(sitesOf({ seed, outline, barriers, spacingM: SPACING_M, bearingDeg: plan.bearingDeg }), barriers)
  const above = plan.ancestors.map((_, i) => keyOf('001'.repeat(i), 1))
  const regions = divide(mesh, plane, {
    key: keyOf(above.at(-1) ?? '', 1),
    plan: plan.tree,
    cells: [...mesh.sites.keys()],
    parent: null,
    depth: 0,
  })
  const drafts = gridDrafts(mesh, regions)
  const blocks = blockDrafts(mesh, drafts)
  smoothLevels(mesh, [...levelsOf(regions), drafts, blocks], SMOOTHING_M)
  return {
    divisions: [...unplacedDivisions(plan, above), ...regions.map((region) => layDivision(mesh, plane, region))],
    grids: allGrids(mesh, plane, drafts),
    layers: {
      water: waterLayer(plane, plan.waters, waters),
      road: roadLayer(plane, plan.roads, roads, outline),
      block: blockLayer(mesh, plane, blocks),
    },
  }
}

function middleOfAll(positions: readonly Position[]): Position {
  const [lon, lat] = positions.reduce<Point>((sum, [x, y]) => [sum[0] + x, sum[1] + y], [0, 0])
  return [lon / positions.length, lat / positions.length]
}

const counterClockwise = (ring: Ring): Ring => (signedArea(ring) < 0 ? ring.toReversed() : ring)

function unplacedDivisions(plan: GroundPlan, keys: readonly string[]): LaidDivision[] {
  return plan.ancestors.map(({ code, nameZh, nameEn, level }, i) => ({
    key: keys[i] ?? '',
    level,
    code,
    nameZh,
    nameEn,
    boundary: null,
    centre: null,
    areaM2: null,
  }))
}

/** Unit grids are numbered on through a division, whichever responsibility grid they are in. */
function allGrids(mesh: Mesh, plane: Plane, drafts: readonly GridDraft[]): LaidGrid[] {
  const used = new Map<string, number>()
  return drafts.flatMap((draft) => {
    const before = used.get(draft.divisionKey) ?? 0
    used.set(draft.divisionKey, before + draft.cells.length)
    return layGrids(mesh, plane, draft, before + 1)
  })
}

function waterLayer(plane: Plane, plans: readonly LinePlan[], lines: readonly (readonly Point[])[]): Layers['water'] {
  return collection(
    plans.map(({ nameZh, nameEn, kind, widthM }, i) => {
      const line = resampled(lines[i] ?? [], false, LINE_STEP_M)
      const middle = line.map((point) => [...plane.toDegrees(point)])
      return {
        type: 'Feature' as const,
        properties: { nameZh, nameEn, kind, widthM, middle },
        geometry: polygonOf(plane, [bandAlong(line, widthM)]),
      }
    }),
  )
}

function roadLayer(
  plane: Plane,
  plans: readonly LinePlan[],
  lines: readonly (readonly Point[])[],
  outline: Ring,
): Layers['road'] {
  return collection(
    plans.flatMap(({ nameZh, nameEn, kind, widthM }, i) =>
      clippedTo(outline, lines[i] ?? [], LINE_STEP_M).map((stretch) => ({
        type: 'Feature' as const,
        properties: { nameZh, nameEn, kind, widthM },
        geometry: { type: 'LineString' as const, coordinates: stretch.map((point) => [...plane.toDegrees(point)]) },
      })),
    ),
  )
}

interface BlockDraft {
  readonly divisionKey: string
  readonly cells: readonly number[]
}

function blockDrafts(mesh: Mesh, drafts: readonly GridDraft[]): BlockDraft[] {
  return drafts.flatMap(({ cells, divisionKey }) =>
    split(mesh, cells, Math.round(cells.length / CELLS_PER_BLOCK)).map((group) => ({ divisionKey, cells: group })),
  )
}

/** City blocks, each drawn in from the middle of the streets around it. */
function blockLayer(mesh: Mesh, plane: Plane, blocks: readonly BlockDraft[]): Layers['block'] {
  return collection(
    blocks.flatMap(({ cells, divisionKey }, i) => {
      const inner = insetOf(ringsAround(mesh, cells)[0] ?? [], HALF_STREET_M)
      if (inner === null) return []
      const properties = { id: i + 1, divisionKey }
      return [{ type: 'Feature' as const, properties, geometry: polygonOf(plane, [inner]) }]
    }),
  )
}
