import { Delaunay } from 'd3-delaunay'
import { type Mesh, meshOf } from './cells/mesh.ts'
import { sitesOf } from './cells/sites.ts'
import { divide, levelsOf, type Region } from './division-tree.ts'
import { type GridDraft, gridDrafts } from './grids.ts'
import type { Ground, LaidDivision, LaidGrid } from './ground.ts'
import { keyOf } from './key.ts'
import { drawLayers } from './layers.ts'
import { layDivision, layGrids, smoothLevels } from './laying.ts'
import type { GroundPlan } from './plan.ts'
import { rounded, warpOf } from './shape/line.ts'
import { type Plane, type Point, type Position, planeAt, type Ring, signedArea } from './shape/plane.ts'
import { seedOf } from './shape/random.ts'

// A unit grid is about 10,000 m² (GB/T 30428.1): a square of 100 m.
const SPACING_M = 100
// A border may leave the teeth of the cells by this much, and no cell is folded by it.
const SMOOTHING_M = 34

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
  smoothLevels(mesh, [...levelsOf(regions), drafts], SMOOTHING_M)
  return {
    divisions: [...unplacedDivisions(plan, above), ...regions.map((region) => layDivision(mesh, plane, region))],
    grids: allGrids(mesh, plane, drafts),
    layers: drawLayers({ plan, plane, outline, waters, roads, divisionAt: divisionFinder(mesh, regions) }),
  }
}

function middleOfAll(positions: readonly Position[]): Position {
  const [lon, lat] = positions.reduce<Point>((sum, [x, y]) => [sum[0] + x, sum[1] + y], [0, 0])
  return [lon / positions.length, lat / positions.length]
}

/** The smallest division at a point, by the cell it lies in. */
function divisionFinder(mesh: Mesh, regions: readonly Region[]): (point: Point) => string {
  const keys: string[] = []
  for (const { key, cells } of regions) for (const cell of cells) keys[cell] = key
  const cells = Delaunay.from(mesh.sites as [number, number][])
  return ([x, y]) => keys[cells.find(x, y)] ?? ''
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
