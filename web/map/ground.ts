import type { FeatureCollection, LineString, Position } from 'geojson'
import { useMemo } from 'react'
import { useApi } from '../api/query.ts'
import { api } from '../paths.ts'
import type { Bounds, Division, Divisions, MapIndex } from './features.ts'
import { groundSheets, type SheetHrefs } from './style/ground-layers.ts'

/** The ground of the place: what the page itself reads of it, and where the map reads the rest. */
export interface Ground {
  readonly bounds: Bounds
  /** Sheets of divisions from the coarsest to the finest. */
  readonly sheets: readonly Divisions[]
  readonly find: (divisionKey: string) => Division | undefined
  /** Middle lines of waters, for their names. */
  readonly waters: FeatureCollection<LineString>
  readonly hrefs: SheetHrefs
}

type Waters = FeatureCollection<
  LineString,
  { readonly nameZh: string; readonly nameEn: string; readonly middle?: Position[] }
>

const noWaters: Waters = { type: 'FeatureCollection', features: [] }

const namesOf = (waters: Waters): FeatureCollection<LineString> => ({
  type: 'FeatureCollection',
  features: waters.features.flatMap(({ properties: { nameZh, nameEn, middle } }) =>
    middle === undefined
      ? []
      : [{ type: 'Feature', properties: { nameZh, nameEn }, geometry: { type: 'LineString', coordinates: middle } }],
  ),
})

function useSheet<Collection>(index: MapIndex | undefined, name: string): Collection | undefined {
  const href = index?.layers.find((layer) => layer.name === name)?.href
  return useApi(api.sheet<Collection>(href ?? ''), { enabled: href !== undefined }).data
}

/** Reads the ground; undefined until it is here, and for good in a place without boundaries. */
export function useGround(): Ground | undefined {
  const index = useApi(api.map()).data
  const district = useSheet<Divisions>(index, 'district')
  const street = useSheet<Divisions>(index, 'street')
  const community = useSheet<Divisions>(index, 'community')
  const water = useSheet<Waters>(index, 'water')
  return useMemo(() => {
    if (!index?.bounds || !district || !street || !community) return undefined
    const sheets = [district, street, community]
    const known = new Map(
      sheets.flatMap(({ features }) => features.map((it) => [it.properties.divisionKey, it] as const)),
    )
    const drawn = index.layers.filter(({ name }) => groundSheets.some((sheet) => sheet === name))
    return {
      bounds: index.bounds,
      sheets,
      find: (divisionKey) => known.get(divisionKey),
      waters: namesOf(water ?? noWaters),
      hrefs: Object.fromEntries(drawn.map(({ name, href: at }) => [name, at])),
    }
  }, [index, district, street, community, water])
}
