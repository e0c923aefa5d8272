import { centroidOf } from '../fabric/cut.ts'
import { insetOf } from '../fabric/edged.ts'
import type { Built } from '../fabric/uses.ts'
import { distance, type Point, type Ring, signedArea } from '../shape/plane.ts'
import { type Random, randomFrom } from '../shape/random.ts'
import { boxOn, type House, type Lot, lotOf } from './lot.ts'

/** A block in metres with what is built on it; the same number gives the same houses. */
export interface BuiltBlock extends Built {
  readonly id: number
  readonly ring: Ring
}

type Builder = (lot: Lot, floors: number, random: Random) => House[]

const FLOOR_M = 3
const HIGH_FLOOR_M = 4

const house = (ring: Ring | null, heightM: number, baseM = 0): House[] =>
  ring === null ? [] : [{ ring, heightM: Math.round(heightM), baseM }]

/** How houses stand in rows: their size, the way between them, and how much of all that is left open. */
interface Rows {
  readonly wideM: number
  readonly deepM: number
  readonly sideM: number
  readonly rowM: number
  readonly open: number
  /** Metres kept clear along the streets. */
  readonly edgeM: number
}

/** Rows of like houses, those that face the same way side by side; lengths and heights differ a little. */
function inRows(lot: Lot, random: Random, it: Rows, heightOf: () => number): House[] {
  const houses: House[] = []
  const rows = Math.max(1, Math.floor((lot.north - lot.south - 2 * it.edgeM + it.rowM) / (it.deepM + it.rowM)))
  const pitch = (lot.north - lot.south - 2 * it.edgeM + it.rowM) / rows
  for (let row = 0; row < rows; row++) {
    const v = lot.south + it.edgeM + pitch * row + it.deepM / 2
    let u = lot.west + it.edgeM
    while (u < lot.east - it.edgeM - it.wideM * 0.5) {
      const wideM = Math.min(it.wideM * (0.8 + random() * 0.4), lot.east - it.edgeM - u)
      if (random() >= it.open && wideM > it.deepM * 0.8)
        houses.push(...house(boxOn(lot, u + wideM / 2, v, wideM, it.deepM), heightOf()))
      u += wideM + it.sideM
    }
  }
  return houses
}

const around = (random: Random, value: number, share: number): number => value * (1 + (random() - 0.5) * 2 * share)

const homes: Builder = (lot, floors, random) =>
  inRows(
    lot,
    random,
    { wideM: 28, deepM: 11, sideM: 5, rowM: 11, open: 0.04, edgeM: 2 },
    () => around(random, floors, 0.14) * FLOOR_M,
  )

const lanes: Builder = (lot, floors, random) =>
  inRows(
    lot,
    random,
    { wideM: 24, deepM: 9, sideM: 3, rowM: 4.5, open: 0.03, edgeM: 1 },
    () => around(random, floors, 0.3) * 3.4,
  )

const highHomes: Builder = (lot, floors, random) =>
  inRows(
    lot,
    random,
    { wideM: 25, deepM: 15, sideM: 14, rowM: 23, open: 0.08, edgeM: 4 },
    () => around(random, floors, 0.18) * FLOOR_M,
  )

const halls: Builder = (lot, floors, random) =>
  inRows(
    lot,
    random,
    { wideM: 46, deepM: 24, sideM: 6, rowM: 7, open: 0.08, edgeM: 3 },
    () => around(random, floors, 0.25) * HIGH_FLOOR_M,
  )

const offices: Builder = (lot, floors, random) =>
  inRows(
    lot,
    random,
    { wideM: 31, deepM: 26, sideM: 9, rowM: 9, open: 0.1, edgeM: 3 },
    () => around(random, floors, 0.45) * HIGH_FLOOR_M,
  )

/** Shops below over the whole block, and one to three towers above them. */
const towers: Builder = (lot, floors, random) => {
  const podium = insetOf(lot.ring.map((at) => ({ at, halfM: 7 })))
  if (podium === null) return offices(lot, Math.min(floors, 20), random)
  const upon = { ...lot, ring: podium }
  const [middleU, middleV] = [(lot.west + lot.east) / 2, (lot.south + lot.north) / 2]
  const most = signedArea(podium) > 9000 ? 3 : signedArea(podium) > 5000 ? 2 : 1
  const places =
    most === 1
      ? [[0, 0]]
      : most === 2
        ? [
            [-0.25, 0.08],
            [0.25, -0.08],
          ]
        : [
            [-0.28, -0.18],
            [0.28, -0.12],
            [0.02, 0.26],
          ]
  const low = around(random, 20, 0.3)
  const above = places.flatMap(([du = 0, dv = 0], i) => {
    const [u, v] = [middleU + du * (lot.east - lot.west), middleV + dv * (lot.north - lot.south)]
    const wideM = 30 + random() * 12
    const heightM = around(random, floors, 0.2) * HIGH_FLOOR_M * (i === 0 ? 1 : 0.72)
    const crown = heightM > 130 ? house(boxOn(upon, u, v, wideM * 0.62, wideM * 0.62), heightM * 1.12, heightM) : []
    return [...house(boxOn(upon, u, v, wideM, wideM * (0.85 + random() * 0.3)), heightM), ...crown]
  })
  return [{ ring: podium, heightM: Math.round(low), baseM: 0 }, ...above]
}

/** Houses along the streets around an open middle, in which one more may stand. */
const court: Builder = (lot, floors, random) => {
  const outer = insetOf(lot.ring.map((at) => ({ at, halfM: 3 })))
  const inner = insetOf(lot.ring.map((at) => ({ at, halfM: 16 })))
  if (outer === null || inner === null || outer.length !== inner.length) return homes(lot, floors, random)
  const houses = outer.flatMap((a, i) => {
    const [b, c, d] = [outer[(i + 1) % outer.length] ?? a, inner[(i + 1) % outer.length] ?? a, inner[i] ?? a]
    return alongSide(a, b, c, d, () => around(random, floors, 0.2) * 3.3)
  })
  return [...houses, ...house(boxOn(lot, (lot.west + lot.east) / 2, (lot.south + lot.north) / 2, 26, 13), floors * 2)]
}

const PART_M = 38
const GAP = 0.04

/** One side of a court, in parts with a narrow gap between them. */
function alongSide(a: Point, b: Point, c: Point, d: Point, heightOf: () => number): House[] {
  const parts = Math.max(1, Math.round(distance(a, b) / PART_M))
  const between = (p: Point, q: Point, t: number): Point => [p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t]
  return Array.from({ length: parts }, (_, i) => {
    const [from, to] = [(i + (i === 0 ? 0 : GAP)) / parts, (i + 1 - GAP) / parts]
    return {
      ring: [between(a, b, from), between(a, b, to), between(d, c, to), between(d, c, from)],
      heightM: Math.round(heightOf()),
      baseM: 0,
    }
  })
}

/** Two wings at one end; the rest is the ground for games. */
const school: Builder = (lot, floors, random) => {
  const [u, v] = [lot.west + 14, (lot.south + lot.north) / 2]
  const deep = (lot.north - lot.south) * 0.62
  const heightM = around(random, floors, 0.1) * 3.6
  const wing = house(boxOn(lot, lot.west + 44, lot.north - 18, 44, 14), heightM)
  return [...house(boxOn(lot, u + 4, v, 15, deep), heightM), ...wing]
}

const builders: Readonly<Record<Built['use'], Builder>> = {
  towers,
  offices,
  court,
  homes,
  'high-homes': highHomes,
  lanes,
  halls,
  school,
}

/** The houses on a block. */
export function housesOn({ id, ring, use, floors }: BuiltBlock): House[] {
  const random = randomFrom(Math.imul(id, 2_654_435_761))
  const lot = lotOf(ring)
  const houses = builders[use](lot, floors, random)
  // Too small or too crooked for its kind: one plain house, so that no block lies bare without a reason.
  return houses.length > 0 ? houses : house(boxOn(lot, ...plainAt(ring, lot)), floors * FLOOR_M)
}

function plainAt(ring: Ring, lot: Lot): [u: number, v: number, wideM: number, deepM: number] {
  const [x, y] = centroidOf(ring)
  const [cos, sin] = lot.toGround(1, 0)
  return [x * cos + y * sin, y * cos - x * sin, (lot.east - lot.west) * 0.5, (lot.north - lot.south) * 0.5]
}

/** The ground for games of a school; nothing elsewhere, or where there is no room. */
export function pitchOn({ ring, use }: BuiltBlock): Ring | null {
  if (use !== 'school') return null
  const lot = lotOf(ring)
  const [wide, deep] = [Math.min(96, (lot.east - lot.west) * 0.52), Math.min(58, (lot.north - lot.south) * 0.6)]
  const [u, v] = [lot.east - wide / 2 - 10, lot.south + deep / 2 + 9]
  if (wide < 50 || deep < 34 || boxOn(lot, u, v, wide, deep) === null) return null
  const half = deep / 2
  return Array.from({ length: 20 }, (_, i) => {
    const angle = ((i + 0.5) / 20) * 2 * Math.PI
    const side = Math.cos(angle) > 0 ? wide / 2 - half : half - wide / 2
    return lot.toGround(u + side + Math.cos(angle) * half, v + Math.sin(angle) * half)
  })
}
