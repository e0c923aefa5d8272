import { distance } from '../shape/plane.ts'
import { cellArea, type Mesh, OUTSIDE } from './mesh.ts'

export interface Growth {
  /** The cells to share out; they must hang together. */
  readonly cells: readonly number[]
  /** One cell for each region to begin from. */
  readonly starts: readonly number[]
  /** The share of the area each region should get. */
  readonly weights: readonly number[]
  /** What crossing a barrier costs, in metres of detour. */
  readonly barrierM: number
  readonly rounds: number
}

/** A side shorter than this only touches: regions do not grow through it. */
const NARROW_M = 8

/**
 * Shares cells out among regions that grow from their starts at once, nearest first. Each region hangs together, since a
 * cell is always reached through its own. Regions that come out too large begin later in the next round.
 * @returns for each cell of `cells`, the number of its region
 */
export function grow(mesh: Mesh, plan: Growth): Map<number, number> {
  const areas = new Map(plan.cells.map((cell) => [cell, cellArea(mesh, cell)]))
  const totalM2 = [...areas.values()].reduce((sum, area) => sum + area, 0)
  const totalWeight = plan.weights.reduce((sum, weight) => sum + weight, 0)
  const targets = plan.weights.map((weight) => (totalM2 * weight) / totalWeight)
  const delays = plan.starts.map(() => 0)
  let best = spread(mesh, plan, areas, delays)
  let bestError = Number.POSITIVE_INFINITY
  for (let round = 0; round < plan.rounds; round++) {
    const regions = spread(mesh, plan, areas, delays)
    const sizes = plan.starts.map(() => 0)
    for (const [cell, region] of regions) sizes[region] = (sizes[region] ?? 0) + (areas.get(cell) ?? 0)
    const error = Math.max(...targets.map((target, i) => Math.abs((sizes[i] ?? 0) / target - 1)))
    if (error < bestError) [best, bestError] = [regions, error]
    for (const [i, target] of targets.entries()) {
      delays[i] = (delays[i] ?? 0) + (Math.sqrt(sizes[i] ?? 0) - Math.sqrt(target)) * 0.6
    }
  }
  return best
}

function spread(mesh: Mesh, plan: Growth, areas: ReadonlyMap<number, number>, delays: readonly number[]) {
  const regions = new Map<number, number>()
  const owners = new Map(plan.starts.map((cell, region) => [cell, region]))
  const least = Math.min(...delays)
  const queue = createQueue<{ cell: number; region: number }>()
  for (const [region, cell] of plan.starts.entries()) queue.push({ cell, region }, (delays[region] ?? 0) - least)
  for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
    const { item, rank } = entry
    if (regions.has(item.cell)) continue
    regions.set(item.cell, item.region)
    const site = mesh.sites[item.cell]
    for (const side of mesh.sidesOf[item.cell] ?? []) {
      const other = mesh.sites[side.cell]
      if (side.cell === OUTSIDE || site === undefined || other === undefined || !areas.has(side.cell)) continue
      const owner = owners.get(side.cell)
      if (regions.has(side.cell) || side.lengthM < NARROW_M || (owner !== undefined && owner !== item.region)) continue
      const detour = side.isBarred ? plan.barrierM : 0
      queue.push({ cell: side.cell, region: item.region }, rank + distance(site, other) + detour)
    }
  }
  joinLeftOver(mesh, plan.cells, regions)
  return regions
}

/** Cells that only touch the rest through narrow sides go to the region they share the longest side with. */
function joinLeftOver(mesh: Mesh, cells: readonly number[], regions: Map<number, number>) {
  let left = cells.filter((cell) => !regions.has(cell))
  while (left.length > 0) {
    for (const cell of left) {
      const sides = (mesh.sidesOf[cell] ?? []).filter((side) => regions.has(side.cell))
      const longest = sides.toSorted((a, b) => b.lengthM - a.lengthM)[0]
      const region = longest === undefined ? undefined : regions.get(longest.cell)
      if (region !== undefined) regions.set(cell, region)
    }
    const still = left.filter((cell) => !regions.has(cell))
    if (still.length === left.length) throw new Error('the cells to share out do not hang together')
    left = still
  }
}

/**
 * Start cells spread evenly over some cells: each next one is the farthest from those before, then all settle to the
 * middle of what is nearest to them.
 */
export function spreadStarts(mesh: Mesh, cells: readonly number[], count: number): number[] {
  const site = (cell: number) => mesh.sites[cell] ?? [0, 0]
  const first = cells[0]
  if (first === undefined || cells.length < count) throw new Error(`${cells.length} cells cannot hold ${count} regions`)
  let starts = [first]
  const away = new Map(cells.map((cell) => [cell, distance(site(cell), site(first))]))
  while (starts.length < count) {
    const farthest = cells.reduce((best, cell) => ((away.get(cell) ?? 0) > (away.get(best) ?? 0) ? cell : best))
    starts.push(farthest)
    for (const cell of cells) away.set(cell, Math.min(away.get(cell) ?? 0, distance(site(cell), site(farthest))))
  }
  for (let round = 0; round < 5; round++) {
    const groups: number[][] = starts.map(() => [])
    for (const cell of cells) groups[nearestIndex(starts, (start) => distance(site(start), site(cell)))]?.push(cell)
    starts = groups.map((group) => middleOf(mesh, group))
  }
  return starts
}

/** The cell nearest to the middle of some cells. */
export function middleOf(mesh: Mesh, cells: readonly number[]): number {
  let [x, y, total] = [0, 0, 0]
  for (const cell of cells) {
    const [sx, sy] = mesh.sites[cell] ?? [0, 0]
    const area = cellArea(mesh, cell)
    x += sx * area
    y += sy * area
    total += area
  }
  const best = cells[nearestIndex(cells, (cell) => distance(mesh.sites[cell] ?? [0, 0], [x / total, y / total]))]
  if (best === undefined) throw new Error('no cells have no middle')
  return best
}

export function nearestIndex<T>(items: readonly T[], distanceTo: (item: T) => number): number {
  let best = 0
  let bestM = Number.POSITIVE_INFINITY
  for (const [i, item] of items.entries()) {
    const metres = distanceTo(item)
    if (metres < bestM) [best, bestM] = [i, metres]
  }
  return best
}

/** A binary heap, smallest rank first; equal ranks in any order that does not depend on the machine. */
function createQueue<T>() {
  const heap: { item: T; rank: number }[] = []
  const rankAt = (i: number) => heap[i]?.rank ?? Number.POSITIVE_INFINITY
  const swap = (i: number, j: number) => {
    const [a, b] = [heap[i], heap[j]]
    if (a !== undefined && b !== undefined) [heap[i], heap[j]] = [b, a]
  }
  return {
    push(item: T, rank: number) {
      let i = heap.push({ item, rank }) - 1
      for (let up = (i - 1) >> 1; i > 0 && rankAt(i) < rankAt(up); i = up, up = (i - 1) >> 1) swap(i, up)
    },
    pop(): { item: T; rank: number } | undefined {
      swap(0, heap.length - 1)
      const top = heap.pop()
      for (let i = 0; ; ) {
        const left = 2 * i + 1
        const least = rankAt(left + 1) < rankAt(left) ? left + 1 : left
        if (rankAt(least) >= rankAt(i)) return top
        swap(i, least)
        i = least
      }
    },
  }
}
