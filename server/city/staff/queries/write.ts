import type { SaveCrew, SavePerson, SavePost, SaveUnit } from '../../../../contract/city/index.ts'
import type { Tx } from '../../../kernel/database/pool.ts'

/** Changes what has the code, or makes it with the id given. @returns its id */
export async function saveUnit(tx: Tx, id: string, unit: SaveUnit, now: Date): Promise<string> {
  const row = await tx.one<{ id: string }>(
    `insert into city.unit (unit_id, code, kind, name_zh, name_en, division_key, parent_id, retired, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (code) do update set kind = excluded.kind, name_zh = excluded.name_zh, name_en = excluded.name_en,
       division_key = excluded.division_key, parent_id = excluded.parent_id, retired = excluded.retired,
       changed_at = excluded.changed_at
     returning unit_id as id`,
    [id, unit.code, unit.kind, unit.name.zh, unit.name.en, unit.divisionKey, unit.parentId, unit.retired, now],
  )
  return row.id
}

/** The post belongs to the division of its unit. */
export async function savePost(tx: Tx, id: string, post: SavePost, divisionKey: string, now: Date): Promise<string> {
  const row = await tx.one<{ id: string }>(
    `insert into city.post (post_id, code, unit_id, name_zh, name_en, division_key, retired, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (code) do update set unit_id = excluded.unit_id, name_zh = excluded.name_zh,
       name_en = excluded.name_en, division_key = excluded.division_key, retired = excluded.retired,
       changed_at = excluded.changed_at
     returning post_id as id`,
    [id, post.code, post.unitId, post.name.zh, post.name.en, divisionKey, post.retired, now],
  )
  return row.id
}

export async function savePerson(tx: Tx, person: SavePerson, now: Date): Promise<void> {
  await tx.query(
    `insert into city.person (person_id, name_zh, name_en, phone, division_key, retired, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (person_id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
       phone = case when $8 then excluded.phone else person.phone end, division_key = excluded.division_key,
       retired = excluded.retired, changed_at = excluded.changed_at`,
    [
      person.id,
      person.name.zh,
      person.name.en,
      person.phone ?? null,
      person.divisionKey,
      person.retired,
      now,
      person.phone !== undefined,
    ],
  )
}

export async function beginMembership(
  tx: Tx,
  personId: string,
  postId: string,
  divisionKey: string,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into city.membership (person_id, post_id, division_key, since) values ($1, $2, $3, $4)
     on conflict (person_id, post_id) where until is null do nothing`,
    [personId, postId, divisionKey, now],
  )
}

export async function endMembership(tx: Tx, personId: string, postId: string, now: Date): Promise<void> {
  await tx.query('update city.membership set until = $3 where person_id = $1 and post_id = $2 and until is null', [
    personId,
    postId,
    now,
  ])
}

/** @returns the crew's id; its members are replaced. */
export async function saveCrew(tx: Tx, id: string, crew: SaveCrew, now: Date): Promise<string> {
  const row = await tx.one<{ id: string }>(
    `insert into city.crew (crew_id, code, unit_id, name_zh, name_en, division_key, base_lon, base_lat, retired, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (code) do update set unit_id = excluded.unit_id, name_zh = excluded.name_zh,
       name_en = excluded.name_en, division_key = excluded.division_key, base_lon = excluded.base_lon,
       base_lat = excluded.base_lat, retired = excluded.retired, changed_at = excluded.changed_at
     returning crew_id as id`,
    [
      id,
      crew.code,
      crew.unitId,
      crew.name.zh,
      crew.name.en,
      crew.divisionKey,
      crew.base?.lon,
      crew.base?.lat,
      crew.retired,
      now,
    ],
  )
  await tx.query('delete from city.crew_member where crew_id = $1', [row.id])
  await tx.query(
    `insert into city.crew_member (crew_id, person_id, division_key, leads)
     select $1, person_id, $2, person_id is not distinct from $4::uuid from unnest($3::uuid[]) as m(person_id)`,
    [row.id, crew.divisionKey, crew.members, crew.leader],
  )
  return row.id
}

export async function setResponsibility(
  tx: Tx,
  id: string,
  place: { subject: string; divisionKey: string; grid: string | null },
  unitId: string,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into city.responsibility (responsibility_id, subject, division_key, grid_code, unit_id, changed_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (subject, division_key, coalesce(grid_code, ''))
       do update set unit_id = excluded.unit_id, changed_at = excluded.changed_at`,
    [id, place.subject, place.divisionKey, place.grid, unitId, now],
  )
}

export async function endResponsibility(
  tx: Tx,
  place: { subject: string; divisionKey: string; grid: string | null },
): Promise<void> {
  await tx.query(
    'delete from city.responsibility where subject = $1 and division_key = $2 and grid_code is not distinct from $3',
    [place.subject, place.divisionKey, place.grid],
  )
}
