import { fromGeojsonVt } from '@maplibre/vt-pbf'

/** One thing, or several that stand too near each other to be drawn, as a tile shows it. */
export interface TilePoint {
  /** Web Mercator, 0 to 1. */
  readonly x: number
  readonly y: number
  readonly id?: number
  readonly tags: Readonly<Record<string, number | string>>
}

export interface TileAddress {
  readonly z: number
  readonly x: number
  readonly y: number
}

const EXTENT = 4096

/** The box of a tile in WGS-84 degrees. */
export function boxOfTile({ z, x, y }: TileAddress): readonly [number, number, number, number] {
  const count = 2 ** z
  const lon = (column: number): number => (column / count) * 360 - 180
  const lat = (row: number): number => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / count))) * 180) / Math.PI
  return [lon(x), lat(y + 1), lon(x + 1), lat(y)]
}

/** Writes a vector tile (Mapbox Vector Tile 2.1) of named layers of points. */
export function encodeTile(address: TileAddress, layers: Readonly<Record<string, readonly TilePoint[]>>): Buffer {
  const count = 2 ** address.z
  const place = (at: number, tile: number): number => Math.round((at * count - tile) * EXTENT)
  const drawn = Object.entries(layers).flatMap(([name, points]) => {
    const features = points.map(({ x, y, id, tags }) => ({
      type: 1 as const,
      ...(id !== undefined && { id }),
      geometry: [[place(x, address.x), place(y, address.y)] as [number, number]],
      tags,
    }))
    return features.length === 0 ? [] : [[name, { features }] as const]
  })
  return Buffer.from(
    fromGeojsonVt(Object.fromEntries(drawn) as Parameters<typeof fromGeojsonVt>[0], {
      version: 2,
      extent: EXTENT,
    }),
  )
}
