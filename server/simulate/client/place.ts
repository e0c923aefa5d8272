import type { FeatureCollection, LineString } from 'geojson'
import type { z } from 'zod'
import type { Category } from '../../../contract/cases/index.ts'
import type { MapIndex, ThingList, UnitList } from '../../../contract/city/index.ts'
import type { PublicPlace } from '../../../contract/me.ts'
import type { Bilingual } from '../../../contract/text.ts'
import { loginOf } from '../cast.ts'
import type { Door } from './door.ts'

const PAGE = 5000

interface Road {
  readonly name: Bilingual
  readonly line: readonly (readonly number[])[]
}

/** What the made-up people know of the place they live in. */
export interface KnownPlace {
  readonly zone: string
  readonly categories: readonly Category[]
  readonly roads: readonly Road[]
  /** The unit's code by its id. */
  readonly units: ReadonlyMap<string, string>
  /** Codes of things, by type. */
  readonly things: ReadonlyMap<string, readonly string[]>
}

async function readRoads(door: Door): Promise<Road[]> {
  const login = loginOf('supervisor')
  const { layers } = await door.get<MapIndex>(login, 'GET', '/api/v1/city/map')
  const sheet = layers.find((layer) => layer.name === 'road')
  if (sheet === undefined) return []
  const roads = await door.get<FeatureCollection<LineString, { nameZh: string; nameEn: string }>>(
    login,
    'GET',
    sheet.href,
  )
  return roads.features.map(({ properties, geometry }) => ({
    name: { zh: properties.nameZh, en: properties.nameEn },
    line: geometry.coordinates,
  }))
}

async function readThings(door: Door, types: readonly string[]): Promise<Map<string, readonly string[]>> {
  const things = new Map<string, readonly string[]>()
  for (const type of types) {
    const path = `/api/v1/city/things?type=${encodeURIComponent(type)}&limit=${PAGE}`
    const { items } = await door.get<ThingList>(loginOf('supervisor'), 'GET', path)
    things.set(
      type,
      items.filter((thing) => !thing.retired).map((thing) => thing.code),
    )
  }
  return things
}

/** Asks for it all, as a person's pages would. */
export async function readPlace(door: Door, types: readonly string[]): Promise<KnownPlace> {
  const login = loginOf('supervisor')
  const { zone } = await door.get<PublicPlace>(login, 'GET', '/api/v1/place')
  const units = await door.get<z.infer<typeof UnitList>>(login, 'GET', '/api/v1/city/units')
  return {
    zone,
    categories: await door.get<Category[]>(login, 'GET', '/api/v1/cases/categories'),
    roads: await readRoads(door),
    units: new Map(units.items.map((unit) => [unit.id, unit.code])),
    things: await readThings(door, types),
  }
}

/** A point on a road: one share falls on the road, the other on how far along it. */
export function pointOn(roads: readonly Road[], share: number, along: number) {
  const road = roads[Math.floor(share * roads.length)]
  if (road === undefined || road.line.length < 2) return undefined
  const at = along * (road.line.length - 1)
  const [from, to] = [road.line[Math.floor(at)], road.line[Math.floor(at) + 1]]
  const [lon = 0, lat = 0] = from ?? []
  const [nextLon = lon, nextLat = lat] = to ?? []
  const part = at - Math.floor(at)
  return { name: road.name, lon: lon + (nextLon - lon) * part, lat: lat + (nextLat - lat) * part }
}
