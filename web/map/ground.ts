import type { FeatureCollection, LineString, Position } from 'geojson'
import type { MapIndex } from '../../contract/city/index.ts'
import type { Bounds, Division, Divisions } from './features.ts'
import { groundSheets, metrePxAt, type Sheets } from './style/sheets.ts'

/** The ground of the place: what the page itself reads of it, and where the map reads the rest. */
export interface Ground extends Sheets {
  readonly bounds: Bounds
  /** Sheets of divisions from the coarsest to the finest. */
  readonly sheets: readonly Divisions[]
  readonly find: (divisionKey: string) => Division | undefined
  /** Middle lines of waters, for their names. */
  readonly waters: FeatureCollection<LineString>
}

/** The sheet of waters. */
export type Waters = FeatureCollection<
  null,
  { readonly nameZh: string; readonly nameEn: string; readonly middle?: Position[] }
>

const namesOf = (waters: Waters | undefined): FeatureCollection<LineString> => ({
  type: 'FeatureCollection',
  features: (waters?.features ?? []).flatMap(({ properties: { nameZh, nameEn, middle } }) =>
    middle === undefined
      ? []
      : [{ type: 'Feature', properties: { nameZh, nameEn }, geometry: { type: 'LineString', coordinates: middle } }],
  ),
})

/** Puts together what has been read; null in a place without boundaries. */
export function groundOf(index: MapIndex, sheets: readonly Divisions[], waters: Waters | undefined): Ground | null {
  if (index.bounds === null) return null
  const divisions = new Map(sheets.flatMap(({ features }) => features.map((it) => [it.properties.divisionKey, it])))
  const drawn = index.layers.filter(({ name }) => groundSheets.some((sheet) => sheet === name))
  return {
    bounds: index.bounds,
    sheets,
    find: (divisionKey) => divisions.get(divisionKey),
    waters: namesOf(waters),
    hrefs: Object.fromEntries(drawn.map(({ name, href }) => [name, href])),
    // The map reads tiles in a worker, which has no address of its own to begin from.
    tiles: index.tiles && { ...index.tiles, href: location.origin + index.tiles.href },
    metrePx: metrePxAt((index.bounds[1] + index.bounds[3]) / 2),
  }
}
