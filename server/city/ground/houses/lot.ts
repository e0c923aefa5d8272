import { directionOf } from '../fabric/cut.ts'
import { isInside, type Point, type Ring } from '../shape/plane.ts'

/** A building: its outline in metres, how high it is, and where it begins above the ground. */
export interface House {
  readonly ring: Ring
  readonly heightM: number
  readonly baseM: number
}

/** A block seen along its own streets: `u` runs along them, `v` across; the way that runs nearer to east is `u`. */
export interface Lot {
  readonly ring: Ring
  readonly west: number
  readonly east: number
  readonly south: number
  readonly north: number
  toGround(u: number, v: number): Point
}

export function lotOf(ring: Ring): Lot {
  const angle = directionOf(ring)
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const us = ring.map(([x, y]) => x * cos + y * sin)
  const vs = ring.map(([x, y]) => y * cos - x * sin)
  return {
    ring,
    west: Math.min(...us),
    east: Math.max(...us),
    south: Math.min(...vs),
    north: Math.max(...vs),
    toGround: (u, v) => [u * cos - v * sin, u * sin + v * cos],
  }
}

/** A box on the lot by its middle and size, or null where a corner of it would stand beyond the block. */
export function boxOn(lot: Lot, u: number, v: number, wideM: number, deepM: number): Ring | null {
  const [w, d] = [wideM / 2, deepM / 2]
  const ring = [
    lot.toGround(u - w, v - d),
    lot.toGround(u + w, v - d),
    lot.toGround(u + w, v + d),
    lot.toGround(u - w, v + d),
  ]
  const isOn = ring.every((corner) => isInside(lot.ring, corner)) && isInside(lot.ring, lot.toGround(u, v + d))
  return isOn ? ring : null
}
