import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'

/** What a sheet of divisions says of each: `centre` is where its name is written. */
export interface DivisionProperties {
  readonly divisionKey: string
  readonly nameZh: string
  readonly nameEn: string
  readonly centre: Position | null
}

export type Division = Feature<Polygon | MultiPolygon, DivisionProperties>
export type Divisions = FeatureCollection<Polygon | MultiPolygon, DivisionProperties>

/** West, south, east, north, in degrees. */
export type Bounds = readonly [number, number, number, number]

type Outlined = Pick<Division, 'geometry'>

const rings = ({ geometry }: Outlined): Position[][] =>
  geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()

/** The box around some divisions; null around none. */
export function boundsOf(divisions: readonly Outlined[]): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon = 0, lat = 0] of divisions.flatMap(rings).flat()) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return west < east ? [west, south, east, north] : null
}

/** Sheets from the coarsest to the finest as one collection: `depth` 0 is the whole place, `chosen` the one drilled into. */
export function stacked(sheets: readonly Divisions[], chosen: string | null): FeatureCollection {
  const filled = sheets.filter(({ features }) => features.length > 0)
  const features = filled.flatMap((sheet, depth) =>
    sheet.features.map(({ geometry, properties }): Feature => {
      const { divisionKey } = properties
      return { type: 'Feature', geometry, properties: { divisionKey, depth, chosen: divisionKey === chosen } }
    }),
  )
  return { type: 'FeatureCollection', features }
}

/** One point a division to write its name at: a polygon's own label would be drawn once in each tile. */
export function labelPoints(sheets: readonly Divisions[]): FeatureCollection {
  const filled = sheets.filter(({ features }) => features.length > 0)
  const features = filled.flatMap((sheet, depth) =>
    sheet.features.flatMap(({ properties: { nameZh, nameEn, centre } }): Feature[] =>
      centre === null
        ? []
        : [
            {
              type: 'Feature',
              geometry: { type: 'Point', coordinates: centre },
              properties: { nameZh, nameEn, depth },
            },
          ],
    ),
  )
  return { type: 'FeatureCollection', features }
}

/** Fits `bounds` into a box of `width` × `height`, north up, keeping shapes as they are at that latitude. */
export function projection(bounds: Bounds, width: number, height: number): (at: Position) => [number, number] {
  const [west, south, east, north] = bounds
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = Math.min(width / ((east - west) * squeeze), height / (north - south))
  const left = (width - (east - west) * squeeze * scale) / 2
  const top = (height - (north - south) * scale) / 2
  return ([lon = 0, lat = 0]) => [left + (lon - west) * squeeze * scale, top + (north - lat) * scale]
}

/** A division's outline as the path of an SVG. */
export function pathOf(division: Outlined, project: (at: Position) => [number, number]): string {
  const point = (at: Position): string =>
    project(at)
      .map((value) => value.toFixed(1))
      .join(',')
  return rings(division)
    .map((ring) => `M${ring.map(point).join('L')}Z`)
    .join('')
}
