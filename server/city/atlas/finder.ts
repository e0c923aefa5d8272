import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import Flatbush from 'flatbush'
import type { Boundary } from '../ground/ground.ts'

interface Area {
  readonly boundary: Boundary
}

type Box = readonly [west: number, south: number, east: number, north: number]

/**
 * Finds the area a point lies in, about 5 µs among thousands. Where areas overlap or the point is on a shared line, the one
 * that comes first in the list: callers put the finer areas first.
 */
export function finderOf<A extends Area>(areas: readonly A[]): (lon: number, lat: number) => A | undefined {
  if (areas.length === 0) return () => undefined
  const index = new Flatbush(areas.length)
  for (const { boundary } of areas) index.add(...boxOf(boundary))
  index.finish()
  return (lon, lat) => {
    const near = index.search(lon, lat, lon, lat).sort((a, b) => a - b)
    for (const i of near) {
      const area = areas[i]
      if (area !== undefined && booleanPointInPolygon([lon, lat], area.boundary)) return area
    }
    return undefined
  }
}

/** The smallest box around a boundary. */
export function boxOf(boundary: Boundary): Box {
  const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const [outer = []] of polygons) {
    for (const [lon = 0, lat = 0] of outer) {
      west = Math.min(west, lon)
      south = Math.min(south, lat)
      east = Math.max(east, lon)
      north = Math.max(north, lat)
    }
  }
  return [west, south, east, north]
}

/** The box around several, or null for none. */
export function boxAround(boundaries: readonly Boundary[]): Box | null {
  const boxes = boundaries.map(boxOf)
  return boxes.reduce<Box | null>((all, box) => (all === null ? box : joined(all, box)), null)
}

const joined = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
]
