import { grow, middleOf, nearestIndex, spreadStarts } from './cells/grow.ts'
import type { Mesh } from './cells/mesh.ts'
import { keyOf } from './key.ts'
import type { DivisionPlan } from './plan.ts'
import { distance, type Plane, type Point } from './shape/plane.ts'

/** A division of the plan with the cells it was given. */
export interface Region {
  readonly key: string
  readonly plan: DivisionPlan
  readonly cells: readonly number[]
  readonly parent: Region | null
  readonly depth: number
}

// Borders rather follow rivers and main roads than cross them, but a long detour is not worth it.
const BARRIER_M = 260

/** Shares the cells of a division out among its children, and theirs, down to the leaves; parents come first. */
export function divide(mesh: Mesh, plane: Plane, region: Region): Region[] {
  const children = region.plan.children ?? []
  if (children.length === 0) return [region]
  const isPlaced = children.every((child) => child.at !== undefined)
  const starts = isPlaced
    ? children.map((child) => nearestCell(mesh, region.cells, plane.toMetres(child.at ?? [0, 0])))
    : inReadingOrder(mesh, spreadStarts(mesh, region.cells, children.length))
  const weights = children.map((child) => child.weight ?? 1)
  const groups = shareOut(mesh, region.cells, starts, weights, isPlaced ? 0 : 2)
  const below = children.flatMap((plan, i) =>
    divide(mesh, plane, {
      key: keyOf(region.key, i + 1),
      plan,
      cells: groups[i] ?? [],
      parent: region,
      depth: region.depth + 1,
    }),
  )
  return [region, ...below]
}

/** The regions of each depth below the root. */
export function levelsOf(regions: readonly Region[]): Region[][] {
  const levels: Region[][] = []
  for (const region of regions)
    if (region.depth > 0) levels[region.depth - 1] = [...(levels[region.depth - 1] ?? []), region]
  return levels
}

/** Grows regions of like size; `settles` times the starts then move to the middle of their region and grow again. */
export function shareOut(
  mesh: Mesh,
  cells: readonly number[],
  starts: readonly number[],
  weights: readonly number[],
  settles: number,
): number[][] {
  let begin = starts
  for (let settle = 0; ; settle++) {
    const regions = grow(mesh, { cells, starts: begin, weights, barrierM: BARRIER_M, rounds: 16 })
    const groups: number[][] = starts.map(() => [])
    for (const [i, cell] of cells.entries()) groups[regions[i] ?? -1]?.push(cell)
    if (settle === settles) return groups
    begin = groups.map((group) => middleOf(mesh, group))
  }
}

const nearestCell = (mesh: Mesh, cells: readonly number[], point: Point): number => {
  const best = cells[nearestIndex(cells, (cell) => distance(mesh.sites[cell] ?? [0, 0], point))]
  if (best === undefined) throw new Error('a division has no cells')
  return best
}

/** Walks the starts in bands from west to east, up one and down the next: names that follow each other lie side by side. */
function inReadingOrder(mesh: Mesh, starts: readonly number[]): number[] {
  const at = (cell: number): Point => mesh.sites[cell] ?? [0, 0]
  const perBand = Math.max(1, Math.round(Math.sqrt(starts.length)))
  const eastward = starts.toSorted((a, b) => at(a)[0] - at(b)[0])
  const order: number[] = []
  for (let from = 0, band = 0; from < eastward.length; from += perBand, band++) {
    const up = band % 2 === 0 ? 1 : -1
    order.push(...eastward.slice(from, from + perBand).sort((a, b) => up * (at(a)[1] - at(b)[1])))
  }
  return order
}
