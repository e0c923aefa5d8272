import type { PlaceFound, PlaceKind } from '../../../contract/city/index.ts'
import type { Bilingual } from '../../../contract/text.ts'
import type { Atlas } from '../atlas/atlas.ts'
import { boxOf } from '../atlas/finder.ts'
import { SEGMENT } from '../ground/key.ts'
import type { Position } from '../ground/shape/plane.ts'
import { fitOf, type Named, nameIndexOf } from './name-index.ts'

/** A place before its surroundings are said: those are looked up for the few that are shown. */
interface Place {
  readonly kind: PlaceKind
  readonly name: Bilingual
  readonly code: string | null
  readonly at: Position
  /** Given where it is known without looking. */
  readonly divisionKey?: string
  readonly bounds: () => PlaceFound['bounds']
  readonly doorAt?: (number: number) => Position | null
}

/** A number in an address, with the word that stands by it: 25 号, 25弄, No. 25. */
const NUMBER = /(?:no\.?\s*)?(\d{1,5})\s*(?:号|號|弄)?/i

// Between places that fit equally well people mean larger ones first, and grids hardly ever.
const ORDER: readonly PlaceKind[] = [
  'address',
  'road',
  'water',
  'division',
  'thing',
  'responsibility-grid',
  'unit-grid',
]
/** The key of a street or town, the smallest division that comes before roads. */
const STREET_KEY = 3 * SEGMENT

type Ranked = Named & { readonly kind: PlaceKind; readonly divisionKey?: string | null }

/** Better fits first, equal ones in the order of their kinds, then the shorter name. An address was asked for by its number. */
export function byFit(words: string): (a: Ranked, b: Ranked) => number {
  const fit = (one: Ranked) => (one.kind === 'address' ? 0 : fitOf(one, words))
  const order = ({ kind, divisionKey }: Ranked) =>
    kind === 'division' && (divisionKey?.length ?? 0) <= STREET_KEY ? 0 : 1 + ORDER.indexOf(kind)
  return (a, b) => fit(a) - fit(b) || order(a) - order(b) || a.name.zh.length - b.name.zh.length
}

/** The names of the divisions that a point or a division lies in; what the whole place lies in goes without saying. */
export function aboutOf(atlas: Atlas, divisionKey: string | null, beside?: Bilingual): Bilingual {
  const path = divisionKey === null ? [] : atlas.pathOf(divisionKey).filter(({ key }) => key.length > atlas.root.length)
  const parts = [...(beside ? [beside] : []), ...path.map(({ nameZh, nameEn }) => ({ zh: nameZh, en: nameEn }))]
  return { zh: parts.map(({ zh }) => zh).join(' · '), en: parts.map(({ en }) => en).join(' · ') }
}

/** Finds divisions, grids, roads, waters and numbers on roads by their names. */
export function placeFinderOf(atlas: Atlas): (words: string, most: number) => PlaceFound[] {
  const roads = roadsOf(atlas)
  const find = nameIndexOf([...divisionsOf(atlas), ...roads, ...watersOf(atlas), ...gridsOf(atlas)])
  const findRoad = nameIndexOf(roads)

  function shown({ kind, name, code, at: [lon, lat], bounds, ...place }: Place): PlaceFound {
    const divisionKey = place.divisionKey ?? atlas.locate(lon, lat)?.divisionKey ?? null
    const outer = kind === 'division' && divisionKey !== null ? divisionKey.slice(0, -SEGMENT) || null : divisionKey
    return { kind, name, code, lon, lat, divisionKey, about: aboutOf(atlas, outer), bounds: bounds() }
  }

  return (words, most) => {
    const fitting = find(words).toSorted(byFit(words))
    return [...addressesOf(words, findRoad), ...fitting].slice(0, most).map(shown)
  }
}

/** What remains of the words without a number is a road, and it has that number. */
function addressesOf(words: string, findRoad: (words: string) => Place[]): Place[] {
  const number = NUMBER.exec(words.normalize('NFKC'))
  if (number === null) return []
  const name = words.normalize('NFKC').replace(NUMBER, ' ').trim()
  if (name === '') return []
  return findRoad(name)
    .toSorted(byFit(name))
    .flatMap((road) => {
      const at = road.doorAt?.(Number(number[1])) ?? null
      if (at === null) return []
      const named = { zh: `${road.name.zh} ${number[1]} 号`, en: `${number[1]} ${road.name.en}` }
      return [{ kind: 'address' as const, name: named, code: null, at, bounds: () => null }]
    })
}

const divisionsOf = (atlas: Atlas): Place[] =>
  atlas.divisions.flatMap(({ key, code, nameZh, nameEn, centre, boundary }) =>
    centre === null || boundary === null
      ? []
      : [
          {
            kind: 'division' as const,
            name: { zh: nameZh, en: nameEn },
            code,
            at: centre,
            divisionKey: key,
            bounds: () => [...boxOf(boundary)] as PlaceFound['bounds'],
          },
        ],
  )

const gridsOf = (atlas: Atlas): Place[] =>
  atlas.grids.map(({ kind, code, nameZh, nameEn, centre, divisionKey, boundary }) => ({
    kind: kind === 'unit' ? ('unit-grid' as const) : ('responsibility-grid' as const),
    name: { zh: nameZh ?? code, en: nameEn ?? code },
    code,
    at: centre,
    divisionKey,
    bounds: () => [...boxOf(boundary)] as PlaceFound['bounds'],
  }))

const roadsOf = (atlas: Atlas): Place[] =>
  atlas.roads().map(({ nameZh, nameEn, middle, ends, doorAt }) => ({
    kind: 'road' as const,
    name: { zh: nameZh, en: nameEn },
    code: null,
    at: middle,
    bounds: () => around(ends),
    doorAt,
  }))

/** Each water once, however many stretches it is drawn in. */
function watersOf(atlas: Atlas): Place[] {
  const points = new Map<string, { nameEn: string; middle: Position[] }>()
  for (const { properties, geometry } of atlas.layers.water.features) {
    const line = (properties.middle ?? geometry.coordinates[0] ?? []).map(([lon = 0, lat = 0]): Position => [lon, lat])
    const known = points.get(properties.nameZh)
    if (known === undefined) points.set(properties.nameZh, { nameEn: properties.nameEn, middle: line })
    else known.middle.push(...line)
  }
  return [...points].flatMap(([nameZh, { nameEn, middle }]) => {
    const at = middle[Math.floor(middle.length / 2)]
    const name = { zh: nameZh, en: nameEn }
    return at === undefined ? [] : [{ kind: 'water' as const, name, code: null, at, bounds: () => around(middle) }]
  })
}

function around(points: readonly Position[]): [number, number, number, number] {
  const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)]
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)]
}
