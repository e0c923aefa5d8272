import Flatbush from 'flatbush'
import type { Layers } from '../ground/ground.ts'
import { leftOf, lengthOf, nearestOn, pointAlong } from '../ground/shape/line.ts'
import { type Plane, type Point, type Position, planeAt } from '../ground/shape/plane.ts'

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
/** A door is so far from the edge of its road. */
const KERB_M = 4

interface Stretch {
  readonly nameZh: string
  readonly nameEn: string
  readonly widthM: number
  readonly line: readonly Point[]
  /** Metres of the same road before this stretch. */
  readonly beforeM: number
}

/** Finds the road nearest to a place and the number it would have there: odd on the left side, even on the right. */
export function addressesOf(roads: Layers['road']): (lon: number, lat: number) => Address | null {
  const measured = measure(roads)
  if (measured === null) return () => null
  const { plane, stretches } = measured
  const index = new Flatbush(stretches.length)
  for (const { line } of stretches) {
    const [xs, ys] = [line.map(([x]) => x), line.map(([, y]) => y)]
    index.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys))
  }
  index.finish()
  return (lon, lat) => nearestAddress(stretches, index, plane.toMetres([lon, lat] satisfies Position))
}

/** A road by its name, with all its stretches. */
export interface NamedRoad {
  readonly nameZh: string
  readonly nameEn: string
  readonly middle: Position
  readonly ends: readonly Position[]
  /** Where a number on it is; null beyond its last one. */
  doorAt(number: number): Position | null
}

/** Every road once, for those who look for an address. */
export function roadsOf(roads: Layers['road']): NamedRoad[] {
  const measured = measure(roads)
  if (measured === null) return []
  const { plane, stretches } = measured
  const byName = new Map<string, Stretch[]>()
  for (const stretch of stretches) byName.set(stretch.nameZh, [...(byName.get(stretch.nameZh) ?? []), stretch])
  return [...byName].map(([nameZh, parts]) => {
    const lengthM = parts.reduce((sum, { line }) => sum + lengthOf(line), 0)
    const at = (alongM: number): Position => plane.toDegrees(standing(parts, alongM, 0))
    return {
      nameZh,
      nameEn: parts[0]?.nameEn ?? nameZh,
      middle: at(lengthM / 2),
      ends: parts.flatMap(({ line }) => line.map((point) => plane.toDegrees(point))),
      doorAt(number) {
        const isLeft = number % 2 === 1
        const alongM = (Math.floor((number - 1) / 2) + 0.5) * DOOR_M
        if (number < 1 || alongM > lengthM) return null
        return plane.toDegrees(standing(parts, alongM, isLeft ? 1 : -1))
      },
    }
  })
}

/** A point so far along a road, `side` 1 to the left of it, -1 to the right, 0 on it. */
function standing(parts: readonly Stretch[], alongM: number, side: number): Point {
  const part = parts.findLast(({ beforeM }) => beforeM <= alongM) ?? parts[0]
  if (part === undefined) return [0, 0]
  const here = pointAlong(part.line, alongM - part.beforeM)
  const [nx, ny] = leftOf(
    pointAlong(part.line, alongM - part.beforeM - 1),
    pointAlong(part.line, alongM - part.beforeM + 1),
  )
  const awayM = side * (part.widthM / 2 + KERB_M)
  return [here[0] + nx * awayM, here[1] + ny * awayM]
}

/** The stretches of all roads in metres; null where there are none. */
function measure(roads: Layers['road']): { plane: Plane; stretches: Stretch[] } | null {
  const origin = roads.features[0]?.geometry.coordinates[0]
  if (origin === undefined) return null
  const plane = planeAt([origin[0] ?? 0, origin[1] ?? 0])
  const stretches: Stretch[] = []
  const walked = new Map<string, number>()
  for (const { properties, geometry } of roads.features) {
    const { nameZh, nameEn, widthM } = properties
    const line = geometry.coordinates.map(([lon = 0, lat = 0]) => plane.toMetres([lon, lat]))
    const beforeM = walked.get(nameZh) ?? 0
    walked.set(nameZh, beforeM + lengthOf(line))
    stretches.push({ nameZh, nameEn, widthM, line, beforeM })
  }
  return { plane, stretches }
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
