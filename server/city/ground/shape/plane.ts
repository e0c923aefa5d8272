/** Longitude and latitude in degrees, WGS-84. */
export type Position = readonly [lon: number, lat: number]
/** Metres east and north of the plane's origin. */
export type Point = readonly [x: number, y: number]
/** Closed without repeating its first point; counter-clockwise outside, clockwise for holes. */
export type Ring = readonly Point[]

export interface Plane {
  toMetres(position: Position): Point
  toDegrees(point: Point): Position
}

// Six decimals of a degree are 0.1 m.
const degrees = (value: number) => Math.round(value * 1e6) / 1e6

/** A flat plane touching the ellipsoid: under 0.1 % off within 100 km, enough for a city. */
export function planeAt(origin: Position): Plane {
  const [lon0, lat0] = origin
  const phi = (lat0 * Math.PI) / 180
  const perLat = 111_132.92 - 559.82 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi)
  const perLon = 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi)
  return {
    toMetres: ([lon, lat]) => [(lon - lon0) * perLon, (lat - lat0) * perLat],
    toDegrees: ([x, y]) => [degrees(lon0 + x / perLon), degrees(lat0 + y / perLat)],
  }
}

export const distance = (a: Point, b: Point): number => Math.hypot(b[0] - a[0], b[1] - a[1])

/** Metres between two positions near each other. */
export function distanceM(a: Position, b: Position): number {
  return distance([0, 0], planeAt(a).toMetres(b))
}

/** The pairs of neighbours along a line. */
export function* segments(line: readonly Point[], closed = false): Generator<readonly [Point, Point]> {
  let previous = closed ? line.at(-1) : undefined
  for (const point of line) {
    if (previous !== undefined) yield [previous, point]
    previous = point
  }
}

/** Square metres, negative when clockwise. */
export function signedArea(ring: Ring): number {
  let twice = 0
  for (const [a, b] of segments(ring, true)) twice += a[0] * b[1] - b[0] * a[1]
  return twice / 2
}

/** Even-odd rule, half-open: a point on a line shared by two rings is in one of them. */
export function isInside(ring: Ring, [x, y]: Point): boolean {
  let inside = false
  for (const [a, b] of segments(ring, true)) {
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside
  }
  return inside
}

const turn = (a: Point, b: Point, c: Point) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

/** Whether two segments properly cross. */
export function doCross(a: Point, b: Point, c: Point, d: Point): boolean {
  return turn(a, b, c) > 0 !== turn(a, b, d) > 0 && turn(c, d, a) > 0 !== turn(c, d, b) > 0
}

/** Whether no two sides of the ring cross: sides are few, so every pair that does not share an end is tried. */
export function isSimple(ring: Ring): boolean {
  const sides = [...segments(ring, true)]
  return sides.every(([a, b], i) =>
    sides.slice(i + 2, i === 0 ? -1 : undefined).every(([c, d]) => !doCross(a, b, c, d)),
  )
}
