import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import Flatbush from 'flatbush'
import type { BlockFeature, Layers } from '../../ground/ground.ts'
import { housesOn, pitchOn } from '../../ground/houses/houses.ts'
import {
  isInside,
  type Plane,
  type Point,
  type Position,
  planeAt,
  type Ring,
  signedArea,
} from '../../ground/shape/plane.ts'
import { randomFrom, seedOf } from '../../ground/shape/random.ts'
import { boxOf } from '../finder.ts'
import { EXTENT, encodeTile, type TileFeature, type TilePoint } from './encode.ts'

/** Zooms there are tiles for: below them houses are too small to see, above them the last are drawn larger. */
export const TILE_ZOOMS = { min: 12, max: 14 } as const

/** Changes whenever other houses would be drawn for the same ground. */
const DRAWING = 1
// A tile shows what reaches this far beyond it, so that no house ends at its border.
const EDGE = 64
// Seen from afar only what is large or high is told apart.
const FAR_M2 = 230
const FAR_HEIGHT_M = 27
const M2_PER_TREE = 210

/** A tile ready to be sent. */
export interface Tile {
  readonly plain: Buffer
  readonly gzip: Buffer
}

interface Item {
  readonly feature: 'block' | 'building' | 'tree' | 'pitch'
  readonly ring: readonly Position[]
  readonly heightM: number
  readonly baseM: number
  readonly areaM2: number
}

type Box = readonly [west: number, south: number, east: number, north: number]

interface Source {
  readonly box: Box
  readonly items: () => readonly Item[]
}

/** Blocks, houses, trees and grounds for games as vector tiles: those of a made-up place follow from its blocks and parks. */
export function tilesOf({ block, park }: Layers) {
  const corner = (block.features[0] ?? park.features[0])?.geometry.coordinates[0]?.[0]
  const plane = planeAt([corner?.[0] ?? 0, corner?.[1] ?? 0])
  const sources: Source[] = [
    ...block.features.map(
      ({ properties, geometry }): Source => ({
        box: boxOf(geometry),
        items: () => onBlock(plane, properties, inMetres(plane, geometry.coordinates)),
      }),
    ),
    ...park.features.flatMap(({ properties: { kind }, geometry }, i): Source[] =>
      kind === 'park' || kind === 'green'
        ? [{ box: boxOf(geometry), items: () => trees(plane, inMetres(plane, geometry.coordinates), i) }]
        : [],
    ),
  ]
  const index = sources.length === 0 ? null : new Flatbush(sources.length)
  for (const { box } of sources) index?.add(...box)
  index?.finish()
  const known = new Map<string, Tile>()

  return {
    /** What the tiles are made of, as a word; null when there is nothing to draw. */
    version: index === null ? null : versionOf(block, park),
    /** Undefined where nothing stands, and for zooms there are no tiles of. */
    tile(z: number, x: number, y: number): Tile | undefined {
      if (index === null || z < TILE_ZOOMS.min || z > TILE_ZOOMS.max) return undefined
      const key = `${z}/${x}/${y}`
      const found = known.get(key)
      if (found !== undefined) return found
      const near = index.search(...boxOfTile(z, x, y)).sort((a, b) => a - b)
      if (near.length === 0) return undefined
      const plain = drawTile(
        z,
        x,
        y,
        near.flatMap((i) => sources[i]?.items() ?? []),
      )
      const tile = { plain, gzip: gzipSync(plain) }
      known.set(key, tile)
      return tile
    },
  }
}

const versionOf = (...layers: readonly { readonly features: readonly unknown[] }[]): string =>
  createHash('sha256')
    .update(`${DRAWING}${JSON.stringify(layers)}`)
    .digest('base64url')
    .slice(0, 16)

const inMetres = (plane: Plane, [outer = []]: number[][][]): Ring =>
  outer.slice(0, -1).map(([lon = 0, lat = 0]) => plane.toMetres([lon, lat]))

/** A block and what stands on it; nothing is made up where nobody said what it is built up with. */
function onBlock(plane: Plane, { id, use, floors }: BlockFeature, ring: Ring): Item[] {
  const flat = (feature: Item['feature'], shape: Ring) => ({ feature, ring: shape, heightM: 0, baseM: 0 })
  const ground = flat('block', ring)
  if (use === undefined || floors === undefined) return [asItem(plane, ground)]
  const built = { id, use, floors, ring }
  const pitch = pitchOn(built)
  const houses = housesOn(built).map((house) => ({ feature: 'building' as const, ...house }))
  return [ground, ...(pitch === null ? [] : [flat('pitch', pitch)]), ...houses].map((one) => asItem(plane, one))
}

const asItem = (
  plane: Plane,
  { ring, ...rest }: Pick<Item, 'feature' | 'heightM' | 'baseM'> & { ring: Ring },
): Item => ({
  ...rest,
  ring: ring.map(plane.toDegrees),
  areaM2: signedArea(ring),
})

function trees(plane: Plane, ring: Ring, seed: number): Item[] {
  const random = randomFrom(seedOf(seed, 'trees'))
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  const [west, south, east, north] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  const count = Math.round(((east - west) * (north - south)) / M2_PER_TREE)
  const spots: Point[] = Array.from({ length: count }, () => [
    west + random() * (east - west),
    south + random() * (north - south),
  ])
  const standing = spots.filter((spot) => isInside(ring, spot)).map(plane.toDegrees)
  return [{ feature: 'tree', ring: standing, heightM: 0, baseM: 0, areaM2: 0 }]
}

const lonOf = (x: number, z: number): number => (x / 2 ** z) * 360 - 180
const latOf = (y: number, z: number): number => (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI

function boxOfTile(z: number, x: number, y: number): Box {
  const edge = EDGE / EXTENT
  return [lonOf(x - edge, z), latOf(y + 1 + edge, z), lonOf(x + 1 + edge, z), latOf(y - edge, z)]
}

const isOnTile = ([x, y]: TilePoint): boolean => x >= 0 && x < EXTENT && y >= 0 && y < EXTENT

/** Clockwise as seen: north is up on the ground and down on a tile. */
const turned = (ring: readonly TilePoint[]): readonly TilePoint[] => (signedArea(ring) > 0 ? ring : ring.toReversed())

function drawTile(z: number, x: number, y: number, items: readonly Item[]): Buffer {
  const isFar = z < TILE_ZOOMS.max
  const toTile = ([lon, lat]: Position): TilePoint => {
    const across = ((lon + 180) / 360) * 2 ** z - x
    const down = ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z - y
    return [Math.round(across * EXTENT), Math.round(down * EXTENT)]
  }
  const isSeen = ({ feature, areaM2, heightM }: Item): boolean =>
    !isFar || feature === 'block' || (feature === 'building' && (areaM2 > FAR_M2 || heightM > FAR_HEIGHT_M))
  const drawn = items.filter(isSeen).map(({ feature, ring, heightM, baseM }) => {
    const points = ring.map(toTile)
    if (feature === 'tree') return { feature, kind: 'point' as const, points: points.filter(isOnTile), properties: {} }
    const properties: Record<string, number> = feature === 'building' ? { heightM, ...(baseM > 0 && { baseM }) } : {}
    return { feature, kind: 'polygon' as const, points: turned(points), properties }
  })
  const isHere = ({ points }: TileFeature): boolean =>
    points.some(([px, py]) => px > -EDGE && px < EXTENT + EDGE && py > -EDGE && py < EXTENT + EDGE)
  const layer = (name: Item['feature']) => ({
    name,
    features: drawn.filter((one) => one.feature === name && isHere(one)),
  })
  return encodeTile([layer('block'), layer('pitch'), layer('tree'), layer('building')])
}
