import { Delaunay } from 'd3-delaunay'
import { doCross, isSimple, type Point, type Ring, segments, signedArea } from '../shape/plane.ts'
import type { Sites } from './sites.ts'

/** One side of a cell: the corners it runs between (counter-clockwise), and what is behind it. */
export interface Side {
  readonly from: number
  readonly to: number
  /** The cell behind, or OUTSIDE. */
  readonly cell: number
  /** Whether a barrier runs between the two cells. */
  readonly isBarred: boolean
  readonly lengthM: number
}

export const OUTSIDE = -1

/** Cells that tile the ground without gap or overlap, because neighbours share their corners. */
export interface Mesh {
  readonly sites: readonly Point[]
  /** Moved by smoothing; everything else refers to corners by number. */
  readonly corners: Point[]
  readonly sidesOf: readonly (readonly Side[])[]
}

const next = (halfEdge: number) => (halfEdge % 3 === 2 ? halfEdge - 2 : halfEdge + 1)

/** Voronoi cells of the sites inside, as a mesh. */
export function meshOf(sites: Sites, barriers: readonly (readonly Point[])[]): Mesh {
  const delaunay = Delaunay.from(sites.points as [number, number][])
  const { circumcenters } = delaunay.voronoi([-1e6, -1e6, 1e6, 1e6])
  const corners: Point[] = []
  for (let i = 0; i < circumcenters.length; i += 2) corners.push([circumcenters[i] ?? 0, circumcenters[i + 1] ?? 0])
  const isBarred = barredBy(barriers)
  const inside = sites.points.slice(0, sites.insideCount)
  const sidesOf = inside.map((site, cell) =>
    ringAround(delaunay, cell).map(({ from, to, other }): Side => {
      const [a, b] = [cornerOf(corners, from), cornerOf(corners, to)]
      const neighbour = other < sites.insideCount ? other : OUTSIDE
      const otherSite = sites.points[other] ?? site
      return {
        from,
        to,
        cell: neighbour,
        isBarred: neighbour !== OUTSIDE && isBarred(site, otherSite),
        lengthM: Math.hypot(b[0] - a[0], b[1] - a[1]),
      }
    }),
  )
  return { sites: inside, corners, sidesOf }
}

/** The corners around a site in counter-clockwise order, each with the site behind the side that begins there. */
function ringAround(delaunay: Delaunay<unknown>, site: number) {
  const { triangles, halfedges, inedges } = delaunay
  const first = inedges[site] ?? -1
  const turns: { corner: number; other: number }[] = []
  let incoming = first
  do {
    const outgoing = next(incoming)
    turns.push({ corner: Math.floor(incoming / 3), other: triangles[next(outgoing)] ?? OUTSIDE })
    incoming = halfedges[outgoing] ?? -1
    if (incoming === -1)
      throw new Error('a cell of the ground is not fenced in: the outline is too narrow or too pointed')
  } while (incoming !== first)
  return turns.map(({ corner, other }, i) => ({
    from: corner,
    to: turns[(i + 1) % turns.length]?.corner ?? corner,
    other,
  }))
}

/** Whether going from one point to another crosses a barrier; segments are kept in squares to ask only the near ones. */
function barredBy(barriers: readonly (readonly Point[])[]) {
  const squareM = 250
  const squares = new Map<string, (readonly [Point, Point])[]>()
  const key = (x: number, y: number) => `${x},${y}`
  for (const line of barriers) {
    for (const segment of segments(line)) {
      const [a, b] = segment
      for (const square of squaresUnder(a, b, squareM)) {
        const at = key(square[0], square[1])
        squares.set(at, [...(squares.get(at) ?? []), segment])
      }
    }
  }
  return (a: Point, b: Point): boolean =>
    squaresUnder(a, b, squareM).some(([x, y]) => squares.get(key(x, y))?.some(([c, d]) => doCross(a, b, c, d)) ?? false)
}

function squaresUnder(a: Point, b: Point, squareM: number): Point[] {
  const squares: Point[] = []
  for (let x = Math.floor(Math.min(a[0], b[0]) / squareM); x <= Math.max(a[0], b[0]) / squareM; x++) {
    for (let y = Math.floor(Math.min(a[1], b[1]) / squareM); y <= Math.max(a[1], b[1]) / squareM; y++)
      squares.push([x, y])
  }
  return squares
}

export function cornerOf(corners: readonly Point[], id: number): Point {
  const corner = corners[id]
  if (corner === undefined) throw new Error(`corner ${id} is not in the mesh`)
  return corner
}

/** The outline of one cell as it now stands. */
export const cellRing = (mesh: Mesh, cell: number): Ring =>
  (mesh.sidesOf[cell] ?? []).map((side) => cornerOf(mesh.corners, side.from))

export const cellArea = (mesh: Mesh, cell: number): number => signedArea(cellRing(mesh, cell))

/** Whether a cell is still a proper polygon after corners moved. */
export const isSound = (mesh: Mesh, cell: number): boolean => {
  const ring = cellRing(mesh, cell)
  return signedArea(ring) > 0 && isSimple(ring)
}
