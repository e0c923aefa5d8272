import { leftOf, resampled } from '../shape/line.ts'
import { distance, isInside, type Point, type Ring, segments } from '../shape/plane.ts'
import { type Random, randomFrom } from '../shape/random.ts'

export interface SitePlan {
  readonly seed: number
  readonly outline: Ring
  /** Rivers and main roads: no cell lies across one. */
  readonly barriers: readonly (readonly Point[])[]
  readonly spacingM: number
  readonly bearingDeg: number
}

export interface Sites {
  readonly points: readonly Point[]
  /** The first so many lie inside the outline; the rest only fence them in. */
  readonly insideCount: number
}

/**
 * Where the cells of a ground stand. Sites stand in mirrored pairs along the outline and along each barrier, so that the
 * line between two cells (which is where both are equally far) falls on it; the rest is a lattice, slightly shaken.
 */
export function sitesOf(plan: SitePlan): Sites {
  const { spacingM, outline } = plan
  const taken = createSpacing(spacingM)
  const inside: Point[] = []
  const fence: Point[] = []
  for (const { left, right } of pairsAlong(outline, true, spacingM)) {
    if (!isInside(outline, left) || isInside(outline, right)) continue
    if (!taken.isFree(left, spacingM * 0.5) || !taken.isFree(right, spacingM * 0.5)) continue
    inside.push(left)
    fence.push(right)
    taken.add(left, right)
  }
  for (const barrier of plan.barriers) {
    for (const { left, right } of pairsAlong(barrier, false, spacingM)) {
      if (!isInside(outline, left) || !isInside(outline, right)) continue
      if (!taken.isFree(left, spacingM * 0.62) || !taken.isFree(right, spacingM * 0.62)) continue
      inside.push(left, right)
      taken.add(left, right)
    }
  }
  for (const point of latticeOver(plan, randomFrom(plan.seed))) {
    if (!isInside(outline, point) || !taken.isFree(point, spacingM * 0.68)) continue
    inside.push(point)
    taken.add(point)
  }
  return { points: [...inside, ...fence], insideCount: inside.length }
}

/** Pairs of points on both sides of a line, a spacing apart and a spacing from each other. */
function pairsAlong(line: readonly Point[], closed: boolean, spacingM: number) {
  const pairs: { left: Point; right: Point }[] = []
  for (const [a, b] of segments(resampled(line, closed, spacingM), closed)) {
    const [nx, ny] = leftOf(a, b)
    const [mx, my] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
    const away = spacingM / 2
    pairs.push({ left: [mx + nx * away, my + ny * away], right: [mx - nx * away, my - ny * away] })
  }
  return pairs
}

function* latticeOver(plan: SitePlan, random: Random): Generator<Point> {
  const { outline, spacingM } = plan
  const reach = Math.max(...outline.map((point) => distance([0, 0], point)))
  const steps = Math.ceil(reach / spacingM) + 1
  const turn = (plan.bearingDeg * Math.PI) / 180
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)]
  const shake = () => (random() - 0.5) * 0.36 * spacingM
  for (let row = -steps; row <= steps; row++) {
    for (let column = -steps; column <= steps; column++) {
      const [x, y] = [column * spacingM + shake(), row * spacingM + shake()]
      yield [x * cos - y * sin, x * sin + y * cos]
    }
  }
}

/** Remembers points in squares, to ask whether a place is free for some metres around. */
function createSpacing(squareM: number) {
  const squares = new Map<string, Point[]>()
  const at = (x: number, y: number) => `${Math.floor(x / squareM)},${Math.floor(y / squareM)}`
  return {
    add(...points: Point[]) {
      for (const point of points) {
        const key = at(point[0], point[1])
        squares.set(key, [...(squares.get(key) ?? []), point])
      }
    },
    /** True when nothing stands within `reachM`, which is at most a square. */
    isFree([x, y]: Point, reachM: number): boolean {
      for (const dx of [-squareM, 0, squareM]) {
        for (const dy of [-squareM, 0, squareM]) {
          for (const other of squares.get(at(x + dx, y + dy)) ?? []) {
            if (Math.hypot(other[0] - x, other[1] - y) < reachM) return false
          }
        }
      }
      return true
    },
  }
}
