import { type Point, type Ring, signedArea } from '../shape/plane.ts'
import type { Random } from '../shape/random.ts'
import { areaOf, type Edged, ringOf, splitBy } from './edged.ts'

const HECTARE = 10_000
// Longer than any place is wide.
const REACH_M = 100_000

/** Half the width of the street that opens up so much land, metres. */
const halfStreet = (areaM2: number): number => (areaM2 > 16 * HECTARE ? 10 : areaM2 > 6 * HECTARE ? 7.5 : 5)

/** What becomes of a piece on the way: whether it stays as it is. */
export type IsWhole = (land: Edged, areaM2: number) => boolean

/** Cuts land by streets across its longer way, again and again, until every piece is whole. */
export function cutUp(land: Edged, random: Random, isWhole: IsWhole): Edged[] {
  const areaM2 = areaOf(land)
  if (isWhole(land, areaM2)) return [land]
  const { angle, long, from, to } = frameOf(ringOf(land))
  const [ux, uy] = long ? [Math.cos(angle), Math.sin(angle)] : [-Math.sin(angle), Math.cos(angle)]
  const along = from + (to - from) * (0.5 + (random() - 0.5) * 0.24)
  const across = land.reduce((sum, { at }) => sum + ux * at[1] - uy * at[0], 0) / land.length
  const [x, y] = [ux * along - uy * across, uy * along + ux * across]
  const askew = (random() - 0.5) * 0.05
  const [dx, dy] = [(-uy - ux * askew) * REACH_M, (ux - uy * askew) * REACH_M]
  const line: Point[] = [
    [x - dx, y - dy],
    [x + dx, y + dy],
  ]
  const pieces = splitBy(land, line, halfStreet(areaM2))
  if (pieces.length < 2) return [land]
  return pieces.flatMap((piece) => cutUp(piece, random, isWhole))
}

/** The direction most of a ring's sides run in or across, radians within an eighth of a turn either way of east. */
export function directionOf(ring: Ring): number {
  let [cos, sin] = [0, 0]
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length] ?? a
    const length = Math.hypot(b[0] - a[0], b[1] - a[1])
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0])
    cos += length * Math.cos(4 * angle)
    sin += length * Math.sin(4 * angle)
  }
  return Math.atan2(sin, cos) / 4
}

/** How a ring lies: its direction, whether it is longer along it than across, and from where to where its longer way is. */
export function frameOf(ring: Ring) {
  const angle = directionOf(ring)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const along = ring.map(([x, y]) => x * cos + y * sin)
  const across = ring.map(([x, y]) => -x * sin + y * cos)
  const [alongM, acrossM] = [Math.max(...along) - Math.min(...along), Math.max(...across) - Math.min(...across)]
  const long = alongM >= acrossM
  const values = long ? along : across
  return { angle, long, from: Math.min(...values), to: Math.max(...values), longM: Math.max(alongM, acrossM) }
}

/** The middle of a ring by area. */
export function centroidOf(ring: Ring): Point {
  let [x, y] = [0, 0]
  const [ox, oy] = ring[0] ?? [0, 0]
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length] ?? a
    const cross = (a[0] - ox) * (b[1] - oy) - (b[0] - ox) * (a[1] - oy)
    x += (a[0] + b[0] - 2 * ox) * cross
    y += (a[1] + b[1] - 2 * oy) * cross
  }
  const six = 6 * signedArea(ring) || 1
  return [ox + x / six, oy + y / six]
}
