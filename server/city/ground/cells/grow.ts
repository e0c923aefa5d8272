import { distance, type Point } from '../shape/plane.ts'
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
 * @returns for each cell of `cells`, in their order, the number of its region
 */
export function grow(mesh: Mesh, plan: Growth): Int32Array {
  const graph = graphOf(mesh, plan)
  const totalM2 = graph.areas.reduce((sum, area) => sum + area, 0)
  const totalWeight = plan.weights.reduce((sum, weight) => sum + weight, 0)
  const targets = plan.weights.map((weight) => (totalM2 * weight) / totalWeight)
  const delays = plan.starts.map(() => 0)
  let best: Int32Array | undefined
  let bestError = Number.POSITIVE_INFINITY
  for (let round = 0; round < plan.rounds; round++) {
    const regions = spread(graph, delays)
    const sizes = plan.starts.map(() => 0)
    for (const [i, region] of regions.entries()) sizes[region] = (sizes[region] ?? 0) + (graph.areas[i] ?? 0)
    const error = Math.max(...targets.map((target, i) => Math.abs((sizes[i] ?? 0) / target - 1)))
    if (best === undefined || error < bestError) [best, bestError] = [regions, error]
    for (const [i, target] of targets.entries()) {
      delays[i] = (delays[i] ?? 0) + (Math.sqrt(sizes[i] ?? 0) - Math.sqrt(target)) * 0.6
    }
  }
  if (best === undefined) throw new Error('growing takes at least one round')
  return best
}

/** The cells to share out, numbered from 0 in their order, and what it costs to go from each to its neighbours. */
interface Graph {
  readonly areas: Float64Array
  /** The number of the start cell of each region. */
  readonly starts: readonly number[]
  /** The region that begins at a cell, or -1: nobody else may take it. */
  readonly ownerOf: Int32Array
  /** The ways from cell i are those from `first[i]` to `first[i + 1]`. */
  readonly first: Int32Array
  readonly to: Int32Array
  readonly costM: Float64Array
}

function graphOf(mesh: Mesh, { cells, starts, barrierM }: Growth): Graph {
  const numbers = new Map(cells.map((cell, i) => [cell, i]))
  const first = new Int32Array(cells.length + 1)
  const to: number[] = []
  const costM: number[] = []
  for (const [i, cell] of cells.entries()) {
    for (const side of mesh.sidesOf[cell] ?? []) {
      const other = side.cell === OUTSIDE ? undefined : numbers.get(side.cell)
      if (other === undefined || side.lengthM < NARROW_M) continue
      to.push(other)
      costM.push(distance(siteOf(mesh, cell), siteOf(mesh, side.cell)) + (side.isBarred ? barrierM : 0))
    }
    first[i + 1] = to.length
  }
  const begins = starts.map((cell) => numbers.get(cell) ?? -1)
  const ownerOf = new Int32Array(cells.length).fill(-1)
  for (const [region, i] of begins.entries()) ownerOf[i] = region
  const areas = Float64Array.from(cells, (cell) => cellArea(mesh, cell))
  return { areas, starts: begins, ownerOf, first, to: Int32Array.from(to), costM: Float64Array.from(costM) }
}

function spread({ starts, ownerOf, first, to, costM }: Graph, delays: readonly number[]): Int32Array {
  const regions = new Int32Array(ownerOf.length).fill(-1)
  const least = Math.min(...delays)
  // A waiting step is `region * count + cell`: one number, so that the queue holds no objects.
  const count = ownerOf.length
  const queue = createQueue()
  for (const [region, cell] of starts.entries()) queue.push(region * count + cell, (delays[region] ?? 0) - least)
  for (let step = queue.pop(); step !== undefined; step = queue.pop()) {
    const cell = step % count
    const region = (step - cell) / count
    if ((regions[cell] ?? 0) >= 0) continue
    regions[cell] = region
    for (let way = first[cell] ?? 0; way < (first[cell + 1] ?? 0); way++) {
      const next = to[way] ?? 0
      const owner = ownerOf[next] ?? -1
      if ((regions[next] ?? 0) >= 0 || (owner !== -1 && owner !== region)) continue
      queue.push(region * count + next, queue.rank() + (costM[way] ?? 0))
    }
  }
  return joinLeftOver(regions, first, to)
}

/** Cells walled in by the starts of others go to a neighbour's region. */
function joinLeftOver(regions: Int32Array, first: Int32Array, to: Int32Array): Int32Array {
  for (let left = regions.indexOf(-1); left !== -1; ) {
    const before = regions.filter((region) => region === -1).length
    for (let cell = left; cell < regions.length; cell++) {
      if (regions[cell] !== -1) continue
      for (let way = first[cell] ?? 0; way < (first[cell + 1] ?? 0) && regions[cell] === -1; way++) {
        regions[cell] = regions[to[way] ?? 0] ?? -1
      }
    }
    left = regions.indexOf(-1)
    if (left !== -1 && regions.filter((region) => region === -1).length === before)
      throw new Error('the cells to share out do not hang together')
  }
  return regions
}

const siteOf = (mesh: Mesh, cell: number): Point => mesh.sites[cell] ?? [0, 0]

/**
 * Start cells spread evenly over some cells: each next one is the farthest from those before, then all settle to the
 * middle of what is nearest to them.
 */
export function spreadStarts(mesh: Mesh, cells: readonly number[], count: number): number[] {
  const site = (cell: number) => siteOf(mesh, cell)
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

/** A binary heap of numbers, smallest rank first; equal ranks in an order that does not depend on the machine. */
function createQueue() {
  const items: number[] = []
  const ranks: number[] = []
  let taken = 0
  const rankAt = (i: number) => ranks[i] ?? Number.POSITIVE_INFINITY
  const set = (i: number, item: number, rank: number) => {
    items[i] = item
    ranks[i] = rank
  }
  return {
    /** The rank of what was popped last. */
    rank: () => taken,
    push(item: number, rank: number) {
      let i = items.length
      for (let up = (i - 1) >> 1; i > 0 && rank < rankAt(up); i = up, up = (i - 1) >> 1)
        set(i, items[up] ?? 0, rankAt(up))
      set(i, item, rank)
    },
    pop(): number | undefined {
      const top = items[0]
      taken = rankAt(0)
      const [item, rank] = [items.pop(), ranks.pop()]
      if (items.length === 0 || item === undefined || rank === undefined) return top
      let i = 0
      for (;;) {
        const left = 2 * i + 1
        const least = rankAt(left + 1) < rankAt(left) ? left + 1 : left
        if (rankAt(least) >= rank) break
        set(i, items[least] ?? 0, rankAt(least))
        i = least
      }
      set(i, item, rank)
      return top
    },
  }
}
