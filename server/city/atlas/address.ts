import Flatbush from 'flatbush'
import type { Layers } from '../ground/ground.ts'
import { lengthOf, nearestOn } from '../ground/shape/line.ts'
import { type Point, type Position, planeAt } from '../ground/shape/plane.ts'

/** A road and a number on it, as people name a place. */
export interface Address {
  readonly roadZh: string
  readonly roadEn: string
  readonly number: number
}

/** Beyond this a road says nothing about a place. */
const REACH_M = 400
/** One door every so many metres on each side. */
const DOOR_M = 12

interface Stretch {
  readonly nameZh: string
  readonly nameEn: string
  readonly line: readonly Point[]
  /** Metres of the same road before this stretch. */
  readonly beforeM: number
}

/** Finds the road nearest to a place and the number it would have there: odd on the left side, even on the right. */
export function addressesOf(roads: Layers['road']): (lon: number, lat: number) => Address | null {
  const origin = roads.features[0]?.geometry.coordinates[0]
  if (origin === undefined) return () => null
  const plane = planeAt([origin[0] ?? 0, origin[1] ?? 0])
  const stretches: Stretch[] = []
  const walked = new Map<string, number>()
  for (const { properties, geometry } of roads.features) {
    const line = geometry.coordinates.map(([lon = 0, lat = 0]) => plane.toMetres([lon, lat]))
    const beforeM = walked.get(properties.nameZh) ?? 0
    walked.set(properties.nameZh, beforeM + lengthOf(line))
    stretches.push({ nameZh: properties.nameZh, nameEn: properties.nameEn, line, beforeM })
  }
  const index = new Flatbush(stretches.length)
  for (const { line } of stretches) {
    const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)]
    index.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
  }
  index.finish()
  return (lon, lat) => nearestAddress(stretches, index, plane.toMetres([lon, lat] satisfies Position))
}

function nearestAddress(stretches: readonly Stretch[], index: Flatbush, point: Point): Address | null {
  const [x, y] = point
  let best: Address | null = null
  let bestM = REACH_M
  for (const i of index.search(x - REACH_M, y - REACH_M, x + REACH_M, y + REACH_M).sort((a, b) => a - b)) {
    const stretch = stretches[i]
    if (stretch === undefined) continue
    const { distanceM, alongM, isLeft } = nearestOn(stretch.line, point)
    if (distanceM >= bestM) continue
    bestM = distanceM
    const door = Math.floor((stretch.beforeM + alongM) / DOOR_M)
    best = { roadZh: stretch.nameZh, roadEn: stretch.nameEn, number: 2 * door + (isLeft ? 1 : 2) }
  }
  return best
}
