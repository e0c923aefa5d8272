import type { FeatureCollection } from 'geojson'
import type { Tx } from '../../kernel/database/pool.ts'
import {
  type Boundary,
  collection,
  type Ground,
  type LaidDivision,
  type LaidGrid,
  type Layers,
  noLayers,
} from '../ground/ground.ts'
import type { Position } from '../ground/shape/plane.ts'

const KINDS = { unit: 1, responsibility: 2 } as const

interface DivisionRecord {
  division_key: string
  level: number
  code: string
  name_zh: string
  name_en: string
  boundary: Boundary | null
  centre_lon: number | null
  centre_lat: number | null
  area_m2: number | null
}

interface GridRecord {
  code: string
  kind: number
  name_zh: string | null
  name_en: string | null
  division_key: string
  part_of: string | null
  boundary: Boundary
  centre_lon: number
  centre_lat: number
  area_m2: number
}

const centreOf = (lon: number | null, lat: number | null): Position | null =>
  lon === null || lat === null ? null : [lon, lat]

const toDivision = (row: DivisionRecord): LaidDivision => ({
  key: row.division_key,
  level: row.level,
  code: row.code,
  nameZh: row.name_zh,
  nameEn: row.name_en,
  boundary: row.boundary,
  centre: centreOf(row.centre_lon, row.centre_lat),
  areaM2: row.area_m2,
})

const toGrid = (row: GridRecord): LaidGrid => ({
  code: row.code,
  kind: row.kind === KINDS.unit ? 'unit' : 'responsibility',
  nameZh: row.name_zh,
  nameEn: row.name_en,
  divisionKey: row.division_key,
  partOf: row.part_of,
  boundary: row.boundary,
  centre: [row.centre_lon, row.centre_lat],
  areaM2: row.area_m2,
})

type Land = Layers['block' | 'park']['features'][number]

// What lies between the streets is kept in one row, open or built up: only a park says what kind of park it is.
const isPark = ({ properties }: Land): boolean => 'kind' in properties
const isBlock = (land: Land): boolean => !isPark(land)

/** Everything that the atlas holds. */
export async function readGround(tx: Tx): Promise<Ground> {
  const divisions = await tx.query<DivisionRecord>('select * from city.division order by division_key')
  const grids = await tx.query<GridRecord>('select * from city.grid order by code')
  const layers = await tx.query<{ name: string; features: FeatureCollection }>('select name, features from city.layer')
  const drawn = Object.fromEntries(layers.map(({ name, features }) => [name, features]))
  const land = (drawn.block?.features ?? []) as Land[]
  return {
    divisions: divisions.map(toDivision),
    grids: grids.map(toGrid),
    layers: {
      ...noLayers,
      ...drawn,
      block: collection(land.filter(isBlock)),
      park: collection(land.filter(isPark)),
    } as Layers,
  }
}

export async function hasDivisions(tx: Tx): Promise<boolean> {
  return (await tx.maybe('select from city.division limit 1')) !== undefined
}

export async function hasDivision(tx: Tx, divisionKey: string): Promise<boolean> {
  return (await tx.maybe('select from city.division where division_key = $1', [divisionKey])) !== undefined
}

export async function findDivisionByCode(tx: Tx, code: string): Promise<LaidDivision | undefined> {
  const row = await tx.maybe<DivisionRecord>('select * from city.division where code = $1', [code])
  return row && toDivision(row)
}

/** The keys directly below a division, or of the outermost divisions; locked against another being added meanwhile. */
export async function childKeys(tx: Tx, parentKey: string | null): Promise<string[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('city.division/' || $1, 0))`, [parentKey ?? ''])
  const rows = await tx.query<{ division_key: string }>(
    'select division_key from city.division where parent_key is not distinct from $1',
    [parentKey],
  )
  return rows.map((row) => row.division_key)
}

/** Parents must come before their children. */
export async function saveDivisions(tx: Tx, divisions: readonly LaidDivision[], now: Date): Promise<void> {
  await tx.query(
    `insert into city.division
       (division_key, level, code, name_zh, name_en, boundary, centre_lon, centre_lat, area_m2, changed_at)
     select key, level, code, "nameZh", "nameEn", nullif(boundary, 'null'), (centre->>0)::float8, (centre->>1)::float8,
       "areaM2", $2
     from jsonb_to_recordset($1) as d (key text, level smallint, code text, "nameZh" text, "nameEn" text,
       boundary jsonb, centre jsonb, "areaM2" float8)
     on conflict (division_key) do update set level = excluded.level, code = excluded.code, name_zh = excluded.name_zh,
       name_en = excluded.name_en, boundary = excluded.boundary, centre_lon = excluded.centre_lon,
       centre_lat = excluded.centre_lat, area_m2 = excluded.area_m2, changed_at = excluded.changed_at`,
    [JSON.stringify(divisions), now],
  )
}

/** Responsibility grids must come before the unit grids that are part of them. */
export async function saveGrids(tx: Tx, grids: readonly LaidGrid[], now: Date): Promise<void> {
  await tx.query(
    `insert into city.grid
       (code, kind, name_zh, name_en, division_key, part_of, boundary, centre_lon, centre_lat, area_m2, changed_at)
     select code, case kind when 'unit' then ${KINDS.unit} else ${KINDS.responsibility} end, "nameZh", "nameEn",
       "divisionKey", "partOf", boundary, (centre->>0)::float8, (centre->>1)::float8, "areaM2", $2
     from jsonb_to_recordset($1) as g (code text, kind text, "nameZh" text, "nameEn" text, "divisionKey" text,
       "partOf" text, boundary jsonb, centre jsonb, "areaM2" float8)
     on conflict (code) do update set kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en,
       division_key = excluded.division_key, part_of = excluded.part_of, boundary = excluded.boundary,
       centre_lon = excluded.centre_lon, centre_lat = excluded.centre_lat, area_m2 = excluded.area_m2,
       changed_at = excluded.changed_at`,
    [JSON.stringify(grids), now],
  )
}

export async function saveLayers(tx: Tx, layers: Layers, now: Date): Promise<void> {
  const { water, road, block, park } = layers
  const land = collection<Land>([...block.features, ...park.features])
  for (const [name, features] of Object.entries({ water, road, block: land })) {
    await tx.query(
      `insert into city.layer (name, features, changed_at) values ($1, $2, $3)
       on conflict (name) do update set features = excluded.features, changed_at = excluded.changed_at`,
      [name, JSON.stringify(features), now],
    )
  }
}
