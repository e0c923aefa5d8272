import { createHash } from 'node:crypto'
import type { Feature, FeatureCollection } from 'geojson'
import { type Boundary, collection, type Ground, type LaidDivision } from '../ground/ground.ts'
import { pathOf, SEGMENT } from '../ground/key.ts'
import { addressesOf, roadsOf } from './address.ts'
import { boxAround, finderOf } from './finder.ts'
import { tilesOf } from './tiles/tiles.ts'

/** What a point belongs to. */
export interface Location {
  /** The smallest division that holds the point. */
  readonly divisionKey: string
  /** From the outermost division down to it. */
  readonly path: readonly LaidDivision[]
  readonly unitGrid: string | null
  readonly responsibilityGrid: string | null
}

/** The layers a map asks for, each by its own name. */
export const MAP_LAYERS = [
  'district',
  'street',
  'community',
  'responsibility-grid',
  'unit-grid',
  'water',
  'road',
  'park',
  'block',
] as const
export type MapLayer = (typeof MAP_LAYERS)[number]

/** GeoJSON ready to be sent, with the tag that says whether a browser has it already. */
export interface Sheet {
  readonly text: string
  readonly etag: string
}

export type Atlas = ReturnType<typeof atlasOf>

/** How deep below the outermost divisions that have a ground those of a sheet lie: levels differ from place to place. */
const DEPTHS: Partial<Record<MapLayer, number>> = { district: 0, street: 1, community: 2 }

/** The whole ground held in memory: what lies where, and its map sheets. Made again when boundaries change. */
export function atlasOf(ground: Ground) {
  const divisions = new Map(ground.divisions.map((division) => [division.key, division]))
  const paths = new Map(ground.divisions.map(({ key }) => [key, pathOf(key).flatMap((at) => divisions.get(at) ?? [])]))
  const bounded = ground.divisions.flatMap(({ key, boundary }) => (boundary === null ? [] : [{ key, boundary }]))
  const findDivision = finderOf(bounded.toSorted((a, b) => b.key.length - a.key.length))
  const findUnit = finderOf(ground.grids.filter((grid) => grid.kind === 'unit'))
  const findResponsibility = finderOf(ground.grids.filter((grid) => grid.kind === 'responsibility'))
  const sheets = new Map<MapLayer, Sheet>()
  const tiles = tilesOf(ground.layers)

  function locate(lon: number, lat: number): Location | null {
    const division = findDivision(lon, lat)
    if (division === undefined) return null
    const unit = findUnit(lon, lat)
    const responsibility = unit?.partOf ?? findResponsibility(lon, lat)?.code
    return {
      divisionKey: division.key,
      path: paths.get(division.key) ?? [],
      unitGrid: unit?.code ?? null,
      responsibilityGrid: responsibility ?? null,
    }
  }

  return {
    divisions: ground.divisions,
    grids: ground.grids,
    layers: ground.layers,
    /** The key of the smallest division that holds all others; empty where the outermost ones stand side by side. */
    root: rootOf(ground.divisions),
    /** West, south, east and north of all that is drawn; null when nothing is. */
    bounds: boxAround(bounded.map(({ boundary }) => boundary)),
    locate,
    /** Houses and trees, drawn when first asked for. */
    tiles,
    addressOf: addressesOf(ground.layers.road),
    /** Every road once, made when asked for. */
    roads: () => roadsOf(ground.layers.road),
    find: (divisionKey: string): LaidDivision | undefined => divisions.get(divisionKey),
    pathOf: (divisionKey: string): readonly LaidDivision[] => paths.get(divisionKey) ?? [],
    sheet(layer: MapLayer): Sheet {
      const known = sheets.get(layer)
      if (known !== undefined) return known
      const text = JSON.stringify(drawn(ground, layer))
      const sheet = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"` }
      sheets.set(layer, sheet)
      return sheet
    },
  }
}

function rootOf(divisions: readonly LaidDivision[]): string {
  const holdsAll = (key: string) => divisions.every((one) => one.key.startsWith(key) || key.startsWith(one.key))
  return pathOf(divisions.at(-1)?.key ?? '').findLast(holdsAll) ?? ''
}

function drawn(ground: Ground, layer: MapLayer): FeatureCollection {
  if (layer === 'water' || layer === 'road' || layer === 'park' || layer === 'block') return ground.layers[layer]
  const { grids } = ground
  if (layer === 'unit-grid') {
    const units = grids.filter((grid) => grid.kind === 'unit')
    return collection(
      units.map(({ boundary, code, divisionKey, partOf }) => feature(boundary, { code, divisionKey, partOf })),
    )
  }
  if (layer === 'responsibility-grid') {
    const beats = grids.filter((grid) => grid.kind === 'responsibility')
    return collection(
      beats.map(({ boundary, centre, code, nameZh, nameEn, divisionKey }) =>
        feature(boundary, { code, nameZh, nameEn, divisionKey, centre }),
      ),
    )
  }
  const outermost = Math.min(...ground.divisions.map(({ boundary, key }) => (boundary === null ? MOST : key.length)))
  return collection(
    ground.divisions.flatMap(({ boundary, centre, key, code, nameZh, nameEn, areaM2 }) =>
      boundary === null || (key.length - outermost) / SEGMENT !== DEPTHS[layer]
        ? []
        : [feature(boundary, { divisionKey: key, code, nameZh, nameEn, areaM2, centre })],
    ),
  )
}

/** Longer than any key. */
const MOST = 1000

const feature = (geometry: Boundary, properties: Record<string, unknown>): Feature => ({
  type: 'Feature',
  geometry,
  properties,
})
