import { lengthOf, resampled, shifted } from './shape/line.ts'
import { distance, isInside, isSimple, type Point, type Ring, signedArea } from './shape/plane.ts'

/** A band of water of a given width along its middle line. */
export function bandAlong(line: readonly Point[], widthM: number): Ring {
  return [...shifted(line, -widthM / 2), ...shifted(line, widthM / 2).reverse()]
}

/** The stretches of a line that lie inside a ring, cut to about `stepM`. */
export function clippedTo(outline: Ring, line: readonly Point[], stepM: number): Point[][] {
  const stretches: Point[][] = []
  const current: Point[] = []
  for (const point of resampled(line, false, stepM)) {
    if (isInside(outline, point)) current.push(point)
    else if (current.length > 0) stretches.push(current.splice(0))
  }
  if (current.length > 0) stretches.push(current)
  return stretches.filter((stretch) => stretch.length > 1 && lengthOf(stretch) > 2 * stepM)
}

/** A ring drawn in by `insetM` on all sides, or null when little would be left of it. */
export function insetOf(ring: Ring, insetM: number): Ring | null {
  const plain = withoutFlatCorners(withoutSmallSides(ring, insetM * 1.5), insetM * 0.6)
  if (plain.length < 3) return null
  const inner = plain.map((point, i) => {
    const before = plain.at(i - 1) ?? point
    const after = plain[(i + 1) % plain.length] ?? point
    return cornerInset(before, point, after, insetM)
  })
  return signedArea(inner) > insetM * insetM * 4 && isSimple(inner) ? inner : null
}

/** Where the two sides of a corner meet when both move left (inwards) by `insetM`; blunt where the corner is sharp. */
function cornerInset(before: Point, point: Point, after: Point, insetM: number): Point {
  const [lengthIn, lengthOut] = [distance(before, point), distance(point, after)]
  const [nx1, ny1] = [-(point[1] - before[1]) / lengthIn, (point[0] - before[0]) / lengthIn]
  const [nx2, ny2] = [-(after[1] - point[1]) / lengthOut, (after[0] - point[0]) / lengthOut]
  const scale = insetM / Math.max(0.35, 1 + nx1 * nx2 + ny1 * ny2)
  return [point[0] + (nx1 + nx2) * scale, point[1] + (ny1 + ny2) * scale]
}

function withoutSmallSides(ring: Ring, leastM: number): Point[] {
  const kept: Point[] = []
  for (const point of ring) {
    const last = kept.at(-1)
    if (last === undefined || distance(last, point) >= leastM) kept.push(point)
  }
  const [first, last] = [kept[0], kept.at(-1)]
  if (kept.length > 1 && first !== undefined && last !== undefined && distance(first, last) < leastM) kept.pop()
  return kept
}

/** Drops corners that lie within `toleranceM` of the line between their neighbours: nobody sees them, each costs bytes. */
function withoutFlatCorners(ring: Ring, toleranceM: number): Point[] {
  const kept: Point[] = []
  for (const [i, point] of ring.entries()) {
    const before = kept.at(-1) ?? ring.at(-1) ?? point
    const after = ring[(i + 1) % ring.length] ?? point
    const doubleArea = Math.abs(signedArea([before, point, after])) * 2
    if (doubleArea > toleranceM * distance(before, after)) kept.push(point)
  }
  return kept
}
