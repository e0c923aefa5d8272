import { distance, type Point, type Ring, signedArea } from '../shape/plane.ts'
import { cornerOf, isSound, type Mesh, OUTSIDE } from './mesh.ts'

/** The region a cell belongs to. */
export type RegionOf = (cell: number) => number | undefined

/** The rings around some cells: the outer one first, then any holes. */
export function ringsAround(mesh: Mesh, cells: Iterable<number>): Ring[] {
  const within = new Set(cells)
  // Three cells meet at a corner, so at most one border side of the region leaves it.
  const leaving = new Map<number, number>()
  for (const cell of within) {
    for (const side of mesh.sidesOf[cell] ?? []) if (!within.has(side.cell)) leaving.set(side.from, side.to)
  }
  const rings: Ring[] = []
  for (const start of leaving.keys()) {
    const ring: Point[] = []
    for (let at: number | undefined = start; at !== undefined; ) {
      const to: number | undefined = leaving.get(at)
      leaving.delete(at)
      if (to !== undefined) ring.push(cornerOf(mesh.corners, at))
      at = to
    }
    if (ring.length > 2) rings.push(ring)
  }
  return rings.sort((a, b) => signedArea(b) - signedArea(a))
}

/**
 * Draws borders between regions as gentle lines where they follow the teeth of the cells. Corners on the outline, where
 * three regions meet, or settled by an earlier call stay; none moves beyond `reachM`; a cell it would fold is put back.
 * @returns the corners that lie on a border, to be given as `settled` for finer regions
 */
export function smoothBorders(
  mesh: Mesh,
  regionOf: RegionOf,
  reachM: number,
  settled: ReadonlySet<number>,
): Set<number> {
  const neighbours = borderNeighbours(mesh, regionOf)
  const original = new Map([...neighbours.keys()].map((id) => [id, cornerOf(mesh.corners, id)]))
  for (let round = 0; round < 4; round++) {
    const moved = new Map<number, Point>()
    for (const [id, others] of neighbours) {
      const home = original.get(id)
      const [a, b] = [...others]
      if (settled.has(id) || others.size !== 2 || a === undefined || b === undefined || home === undefined) continue
      const [p, q, r] = [cornerOf(mesh.corners, a), cornerOf(mesh.corners, id), cornerOf(mesh.corners, b)]
      const aim: Point = [q[0] / 2 + (p[0] + r[0]) / 4, q[1] / 2 + (p[1] + r[1]) / 4]
      if (distance(home, aim) <= reachM) moved.set(id, aim)
    }
    for (const [id, point] of moved) mesh.corners[id] = point
  }
  putBackFolds(mesh, original)
  return new Set([...settled, ...neighbours.keys()])
}

/** For each corner on a border between regions: the corners next to it along borders. */
function borderNeighbours(mesh: Mesh, regionOf: RegionOf): Map<number, Set<number>> {
  const neighbours = new Map<number, Set<number>>()
  const link = (from: number, to: number) => {
    const known = neighbours.get(from)
    if (known === undefined) neighbours.set(from, new Set([to]))
    else known.add(to)
  }
  const outer = new Set<number>()
  for (const [cell, sides] of mesh.sidesOf.entries()) {
    for (const side of sides) {
      if (side.cell === OUTSIDE) outer.add(side.from).add(side.to)
      else if (regionOf(cell) !== regionOf(side.cell)) {
        link(side.from, side.to)
        link(side.to, side.from)
      }
    }
  }
  for (const corner of outer) neighbours.delete(corner)
  return neighbours
}

function putBackFolds(mesh: Mesh, original: ReadonlyMap<number, Point>) {
  for (let folded = true; folded; ) {
    folded = false
    for (const [cell, sides] of mesh.sidesOf.entries()) {
      if (!sides.some((side) => original.has(side.from)) || isSound(mesh, cell)) continue
      for (const { from } of sides) {
        const home = original.get(from)
        if (home === undefined || home === mesh.corners[from]) continue
        mesh.corners[from] = home
        folded = true
      }
    }
  }
}
