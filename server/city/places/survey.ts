import type { Boundary } from '../ground/ground.ts'
import { type Point, type Position, planeAt, signedArea } from '../ground/shape/plane.ts'

/** Area and middle of a boundary that was drawn elsewhere. The middle of a bent shape may lie outside it. */
export function surveyOf(boundary: Boundary): { areaM2: number; centre: Position } {
  const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates
  const first = polygons[0]?.[0]?.[0] ?? [0, 0]
  const plane = planeAt([first[0] ?? 0, first[1] ?? 0])
  let [areaM2, x, y] = [0, 0, 0]
  for (const rings of polygons) {
    for (const [i, coordinates] of rings.entries()) {
      const ring = coordinates.slice(0, -1).map(([lon = 0, lat = 0]) => plane.toMetres([lon, lat]))
      // The first ring holds land, the others are holes, whichever way round they were drawn.
      const area = Math.abs(signedArea(ring)) * (i === 0 ? 1 : -1)
      const [cx, cy] = centroid(ring)
      areaM2 += area
      x += cx * area
      y += cy * area
    }
  }
  return { areaM2: Math.round(areaM2), centre: plane.toDegrees([x / areaM2, y / areaM2]) }
}

function centroid(ring: readonly Point[]): Point {
  const area = signedArea(ring)
  let [x, y] = [0, 0]
  for (const [i, b] of ring.entries()) {
    const a = ring.at(i - 1) ?? b
    const cross = a[0] * b[1] - b[0] * a[1]
    x += (a[0] + b[0]) * cross
    y += (a[1] + b[1]) * cross
  }
  return [x / (6 * area), y / (6 * area)]
}
