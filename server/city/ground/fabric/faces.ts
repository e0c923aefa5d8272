import { nearestOn } from '../shape/line.ts'
import { distance, type Point, type Ring } from '../shape/plane.ts'
import { type Corner, type Edged, splitBy } from './edged.ts'

/** A road or a water that nothing is built across. */
export interface Band {
  readonly line: readonly Point[]
  readonly widthM: number
  readonly isWater: boolean
}

// Pavements beside a road, and the green between a water and the first house.
const PAVEMENT_M = 4
const BANK_M = 13
// Drawings stop a little short of the road they meet.
const REACH_M = 90
// Lines drawn through the very same point would touch where they should cross.
const APART_M = 0.037

/** Half of a band with what lies along it, metres. */
export const halfOf = ({ widthM, isWater }: Pick<Band, 'widthM' | 'isWater'>): number =>
  widthM / 2 + (isWater ? BANK_M : PAVEMENT_M)

/** The land between the roads and waters of a place, down to what they enclose. */
export function facesOf(outline: Ring, bands: readonly Band[]): Edged[] {
  const waters = bands.filter(({ isWater }) => isWater)
  const whole = outline.map((at, i): Corner => {
    const next = outline[(i + 1) % outline.length] ?? at
    const middle: Point = [(at[0] + next[0]) / 2, (at[1] + next[1]) / 2]
    const along = waters.find((water) => nearestOn(water.line, middle).distanceM < water.widthM / 2 + BANK_M)
    return { at, halfM: along === undefined ? 0 : halfOf(along) }
  })
  return bands.reduce<Edged[]>(
    (faces, band, i) => {
      const line = reaching(band.line).map(([x, y]): Point => [x + APART_M * (i + 1), y - APART_M * (i + 1)])
      return faces.flatMap((face) => splitBy(face, line, halfOf(band)))
    },
    [whole],
  )
}

/** The line with both ends drawn on straight. */
function reaching(line: readonly Point[]): Point[] {
  const beyond = (end: Point, before: Point): Point => {
    const share = REACH_M / (distance(before, end) || 1)
    return [end[0] + (end[0] - before[0]) * share, end[1] + (end[1] - before[1]) * share]
  }
  const [first, second, last, previous] = [line[0], line[1], line.at(-1), line.at(-2)]
  if (first === undefined || second === undefined || last === undefined || previous === undefined) return [...line]
  return [beyond(first, second), ...line, beyond(last, previous)]
}
