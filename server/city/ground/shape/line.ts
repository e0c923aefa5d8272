import { distance, type Point, segments } from './plane.ts'
import { randomFrom } from './random.ts'

/** A gentle line through all the points of a drawing (a cardinal spline): no corner is cut off, so areas stay. */
export function rounded(line: readonly Point[], isClosed: boolean): Point[] {
  const at = (i: number): Point => {
    const inside = isClosed ? (i + line.length) % line.length : Math.min(line.length - 1, Math.max(0, i))
    return line[inside] ?? [0, 0]
  }
  const points: Point[] = []
  for (let i = 0; i < line.length - (isClosed ? 0 : 1); i++) {
    const [before, from, to, after] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    for (const t of [0, 0.2, 0.4, 0.6, 0.8]) {
      points.push([between(before[0], from[0], to[0], after[0], t), between(before[1], from[1], to[1], after[1], t)])
    }
  }
  return isClosed ? points : [...points, at(line.length - 1)]
}

const SLOPE = 0.3

/** Cubic Hermite from `from` to `to`; the slope at each end follows the line between that point's neighbours. */
function between(before: number, from: number, to: number, after: number, t: number): number {
  const [slopeFrom, slopeTo] = [(to - before) * SLOPE, (after - from) * SLOPE]
  const [t2, t3] = [t * t, t * t * t]
  return (2 * t3 - 3 * t2 + 1) * from + (t3 - 2 * t2 + t) * slopeFrom + (3 * t2 - 2 * t3) * to + (t3 - t2) * slopeTo
}

/** Points at equal steps along a line, about `stepM` apart; an open line keeps both ends. */
export function resampled(line: readonly Point[], closed: boolean, stepM: number): Point[] {
  const total = lengthOf(line, closed)
  const count = Math.max(closed ? 3 : 1, Math.round(total / stepM))
  const points: Point[] = []
  for (let i = 0; i < count + (closed ? 0 : 1); i++) points.push(pointAlong(line, (total * i) / count, closed))
  return points
}

export function lengthOf(line: readonly Point[], closed = false): number {
  let total = 0
  for (const [a, b] of segments(line, closed)) total += distance(a, b)
  return total
}

/** The point `atM` metres from the start; beyond the end, the end. */
export function pointAlong(line: readonly Point[], atM: number, closed = false): Point {
  let left = atM
  let end: Point = line[0] ?? [0, 0]
  for (const [a, b] of segments(line, closed)) {
    const length = distance(a, b)
    if (left <= length && length > 0) {
      return [a[0] + ((b[0] - a[0]) * left) / length, a[1] + ((b[1] - a[1]) * left) / length]
    }
    left -= length
    end = b
  }
  return end
}

/** The unit vector to the left of going from `a` to `b`. */
export function leftOf(a: Point, b: Point): Point {
  const length = distance(a, b) || 1
  return [-(b[1] - a[1]) / length, (b[0] - a[0]) / length]
}

/** The line moved sideways by `offsetM` (left positive), each point along the bisector of its corner. */
export function shifted(line: readonly Point[], offsetM: number): Point[] {
  return line.map((point, i) => {
    const [nx, ny] = leftOf(line[i - 1] ?? point, line[i + 1] ?? point)
    return [point[0] + nx * offsetM, point[1] + ny * offsetM]
  })
}

export interface Nearest {
  readonly distanceM: number
  /** Metres from the start of the line to the nearest point on it. */
  readonly alongM: number
  readonly isLeft: boolean
}

/** Where on the line a point is nearest to. */
export function nearestOn(line: readonly Point[], [x, y]: Point): Nearest {
  let best: Nearest = { distanceM: Number.POSITIVE_INFINITY, alongM: 0, isLeft: true }
  let walked = 0
  for (const [a, b] of segments(line)) {
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
    const length = Math.hypot(dx, dy)
    const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / length ** 2))
    const away = Math.hypot(x - a[0] - dx * share, y - a[1] - dy * share)
    if (away < best.distanceM) {
      best = { distanceM: away, alongM: walked + share * length, isLeft: dx * (y - a[1]) - dy * (x - a[0]) > 0 }
    }
    walked += length
  }
  return best
}

/**
 * Bends straight drawing into something a surveyor could have measured: a smooth shift that depends on the place alone,
 * so that lines that ran together still do. At most `amplitudeM` either way, in waves of about `waveM`.
 */
export function warpOf(seed: number, amplitudeM: number, waveM: number): (point: Point) => Point {
  const noise = (x: number, y: number, salt: number): number => {
    const [cx, cy] = [Math.floor(x), Math.floor(y)]
    const at = (dx: number, dy: number) =>
      randomFrom(Math.imul(cx + dx, 374_761_393) ^ Math.imul(cy + dy, 668_265_263) ^ (seed + salt))() * 2 - 1
    const [fx, fy] = [ease(x - cx), ease(y - cy)]
    return mix(mix(at(0, 0), at(1, 0), fx), mix(at(0, 1), at(1, 1), fx), fy)
  }
  return ([x, y]) => [
    x + amplitudeM * noise(x / waveM, y / waveM, 0),
    y + amplitudeM * noise(x / waveM, y / waveM, 7919),
  ]
}

const ease = (t: number) => t * t * (3 - 2 * t)
const mix = (a: number, b: number, t: number) => a + (b - a) * t
