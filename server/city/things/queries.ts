import type { Thing, ThingQuery, ThingType } from '../../../contract/city/index.ts'
import type { KeyRange } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database/pool.ts'

interface ThingRecord extends Omit<Thing, 'registeredAt'> {
  registeredAt: Date
}

const THING = `t.thing_id as id, t.code, t.type_code as type, t.type_version as "typeVersion",
  jsonb_build_object('zh', t.name_zh, 'en', t.name_en) as name, t.division_key as "divisionKey",
  t.unit_grid as "unitGrid", t.responsibility_grid as "responsibilityGrid", t.lon, t.lat, t.attributes, t.retired,
  t.version, t.registered_at as "registeredAt"`

const toThing = (row: ThingRecord): Thing => ({ ...row, registeredAt: row.registeredAt.toISOString() })

const TYPE = `code, version, prefix, jsonb_build_object('zh', name_zh, 'en', name_en) as name, properties, attributes,
  is_private as "isPrivate", pack`

/** The newest version of each type. */
export const listTypes = (tx: Tx): Promise<ThingType[]> =>
  tx.query<ThingType>(`select distinct on (code) ${TYPE} from city.thing_type order by code, version desc`)

/** The newest version, locked against another version being made meanwhile. */
export async function findTypeToChange(tx: Tx, code: string): Promise<ThingType | undefined> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('city.thing_type/' || $1, 0))`, [code])
  return tx.maybe<ThingType>(`select ${TYPE} from city.thing_type where code = $1 order by version desc limit 1`, [
    code,
  ])
}

export async function insertType(tx: Tx, type: ThingType, now: Date): Promise<void> {
  await tx.query(
    `insert into city.thing_type
       (code, version, prefix, name_zh, name_en, properties, attributes, is_private, changed_at, pack)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      type.code,
      type.version,
      type.prefix,
      type.name.zh,
      type.name.en,
      JSON.stringify(type.properties),
      JSON.stringify(type.attributes),
      type.isPrivate,
      now,
      type.pack,
    ],
  )
}

/** What things have of their type: whether they are private, and the words they are found by. Older words stay. */
export async function passOnType(
  tx: Tx,
  { code, isPrivate }: Pick<ThingType, 'code' | 'isPrivate'>,
  grams: readonly string[],
): Promise<void> {
  await tx.query(
    `update city.thing set is_private = $2, grams = array(select distinct unnest(grams || $3::text[]))
     where type_code = $1 and (is_private <> $2 or not grams @> $3::text[])`,
    [code, isPrivate, grams],
  )
}

/** Which of some codes are taken. */
export async function listTaken(tx: Tx, codes: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ code: string }>('select code from city.thing where code = any($1) order by code', [
    codes,
  ])
  return rows.map(({ code }) => code)
}

/** What stands under some codes, whoever asks. */
export async function listByCodes(tx: Tx, codes: readonly string[]): Promise<Thing[]> {
  const rows = await tx.query<ThingRecord>(`select ${THING} from city.thing t where t.code = any($1)`, [codes])
  return rows.map(toThing)
}

/** A thing with its place found and its type settled. */
export interface PlacedThing extends Omit<Thing, 'registeredAt' | 'retired' | 'version'> {
  readonly isPrivate: boolean
  readonly grams: readonly string[]
}

// Contacts belong to the division their thing lies in.
const MOVE_CONTACTS = `update city.thing_contact c set division_key = t.division_key from city.thing t
  where t.thing_id = c.thing_id and t.code = any($1) and c.division_key <> t.division_key`

/** Adds things; one whose code is there already keeps its id. */
export async function saveThings(tx: Tx, things: readonly PlacedThing[], batch: string, now: Date): Promise<void> {
  await tx.query(
    `insert into city.thing (thing_id, code, type_code, type_version, name_zh, name_en, division_key, unit_grid,
       responsibility_grid, lon, lat, attributes, is_private, grams, batch, registered_at, changed_at)
     select id, code, type, "typeVersion", name->>'zh', name->>'en', "divisionKey", "unitGrid", "responsibilityGrid",
       lon, lat, attributes, "isPrivate", grams, $2, $3, $3
     from jsonb_to_recordset($1) as t (id uuid, code text, type text, "typeVersion" integer, name jsonb,
       "divisionKey" text, "unitGrid" text, "responsibilityGrid" text, lon float8, lat float8, attributes jsonb,
       "isPrivate" boolean, grams text[])
     on conflict (code) do update set type_code = excluded.type_code, type_version = excluded.type_version,
       name_zh = excluded.name_zh, name_en = excluded.name_en, division_key = excluded.division_key,
       unit_grid = excluded.unit_grid, responsibility_grid = excluded.responsibility_grid, lon = excluded.lon,
       lat = excluded.lat, attributes = excluded.attributes, is_private = excluded.is_private,
       grams = excluded.grams, retired = false,
       version = thing.version + 1, batch = excluded.batch, changed_at = excluded.changed_at`,
    [JSON.stringify(things), batch, now],
  )
  await tx.query(MOVE_CONTACTS, [things.map(({ code }) => code)])
}

export async function changeThing(
  tx: Tx,
  thing: Thing,
  isPrivate: boolean,
  grams: readonly string[],
  now: Date,
): Promise<void> {
  await tx.query(
    `update city.thing set name_zh = $2, name_en = $3, division_key = $4, unit_grid = $5, responsibility_grid = $6,
       lon = $7, lat = $8, attributes = $9, retired = $10, version = $11, changed_at = $12, grams = $13,
       type_code = $14, type_version = $15, is_private = $16
     where thing_id = $1`,
    [
      thing.id,
      thing.name.zh,
      thing.name.en,
      thing.divisionKey,
      thing.unitGrid,
      thing.responsibilityGrid,
      thing.lon,
      thing.lat,
      JSON.stringify(thing.attributes),
      thing.retired,
      thing.version,
      now,
      grams,
      thing.type,
      thing.typeVersion,
      isPrivate,
    ],
  )
  await tx.query(MOVE_CONTACTS, [[thing.code]])
}

/** Which things a reader is shown at all. */
export interface Sight {
  readonly ranges: readonly KeyRange[]
  readonly withPrivate: boolean
}

export async function findThing(tx: Tx, code: string, withPrivate: boolean): Promise<Thing | undefined> {
  const row = await tx.maybe<ThingRecord>(
    `select ${THING} from city.thing t where t.code = $1 and ($2 or not t.is_private)`,
    [code, withPrivate],
  )
  return row && toThing(row)
}

export async function findThingToChange(tx: Tx, code: string): Promise<Thing | undefined> {
  const row = await tx.maybe<ThingRecord>(`select ${THING} from city.thing t where t.code = $1 for update`, [code])
  return row && toThing(row)
}

type ListedQuery = Pick<ThingQuery, 'within' | 'type' | 'after' | 'limit' | 'state'>

/** In order of their codes, from after one. */
export async function listThings(tx: Tx, { ranges, withPrivate }: Sight, query: ListedQuery): Promise<Thing[]> {
  const rows = await tx.query<ThingRecord>(
    `select ${THING} from city.thing t
     where exists (select from unnest($1::text[], $2::text[]) r(lo, hi)
         where t.division_key >= r.lo collate "C" and t.division_key < r.hi collate "C")
       and ($3::text is null or (t.division_key >= $3 and t.division_key < $3 || '~'))
       and ($4::text is null or t.type_code = $4) and ($5::text is null or t.code > $5)
       and ($6 or not t.is_private) and ($8 or not t.retired)
     order by t.code limit $7`,
    [...bounds(ranges), query.within, query.type, query.after, withPrivate, query.limit, query.state === 'all'],
  )
  return rows.map(toThing)
}

/** The same among those whose codes begin in one of these ways: half-typed numbers have no gram. */
export async function listCodedThings(
  tx: Tx,
  { ranges, withPrivate }: Sight,
  starts: readonly string[],
  query: ListedQuery,
): Promise<Thing[]> {
  const rows = await tx.query<ThingRecord>(
    `select ${THING} from unnest($9::text[]) s (start)
       join city.thing t on t.code >= s.start collate "C" and t.code < (s.start || '~') collate "C"
     where exists (select from unnest($1::text[], $2::text[]) r(lo, hi)
         where t.division_key >= r.lo collate "C" and t.division_key < r.hi collate "C")
       and ($3::text is null or (t.division_key >= $3 and t.division_key < $3 || '~'))
       and ($4::text is null or t.type_code = $4) and ($5::text is null or t.code > $5)
       and ($6 or not t.is_private) and ($8 or not t.retired)
     order by t.code limit $7`,
    [...bounds(ranges), query.within, query.type, query.after, withPrivate, query.limit, query.state === 'all', starts],
  )
  return rows.map(toThing)
}

/** The same among those found by words. */
export async function searchThings(
  tx: Tx,
  { ranges, withPrivate }: Sight,
  grams: readonly string[],
  query: ListedQuery,
): Promise<Thing[]> {
  const rows = await tx.query<ThingRecord>(
    `select ${THING} from city.thing t
     where t.thing_id = any(array(select city.search_things($1, $2, $3, $4, $5, $6, $7, $8, $9))) order by t.code`,
    [grams, query.type, query.within, query.state === 'all', withPrivate, ...bounds(ranges), query.after, query.limit],
  )
  return rows.map(toThing)
}

/** Things standing in a map window, in no order. */
export async function listThingsInBox(
  tx: Tx,
  { ranges, withPrivate }: Sight,
  [west, south, east, north]: readonly [number, number, number, number],
  types: readonly string[] | null,
  limit: number,
): Promise<Thing[]> {
  const rows = await tx.query<ThingRecord>(
    `select ${THING} from city.thing t
     where t.thing_id in (select city.find_things_in($1, $2, $3, $4, $5, $6, $7, $8, $9))`,
    [west, south, east, north, types, withPrivate, ...bounds(ranges), limit],
  )
  return rows.map(toThing)
}

/** The things one command registered. */
export async function listBatch(tx: Tx, batch: string): Promise<Thing[]> {
  const rows = await tx.query<ThingRecord>(`select ${THING} from city.thing t where t.batch = $1 order by t.code`, [
    batch,
  ])
  return rows.map(toThing)
}

/** A thing that stands, as whoever takes readings needs it. */
export interface StandingThing
  extends Pick<Thing, 'id' | 'code' | 'type' | 'name' | 'divisionKey' | 'lon' | 'lat' | 'attributes'> {
  /** When it was first registered. */
  readonly since: Date
}

/** Everything that stands, or what still stands of some ids. */
export const listStanding = (tx: Tx, ids: readonly string[] | null): Promise<StandingThing[]> =>
  tx.query<StandingThing>(
    `select t.thing_id as id, t.code, t.type_code as type, jsonb_build_object('zh', t.name_zh, 'en', t.name_en) as name,
       t.division_key as "divisionKey", t.lon, t.lat, t.attributes, t.registered_at as since
     from city.thing t where not t.retired and ($1::uuid[] is null or t.thing_id = any($1)) order by t.code`,
    [ids],
  )

const bounds = (ranges: readonly KeyRange[]) => [ranges.map((range) => range.lo), ranges.map((range) => range.hi)]
