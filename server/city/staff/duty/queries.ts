import type { Duty, DutyNow } from '../../../../contract/city/index.ts'
import type { Tx } from '../../../kernel/database/pool.ts'

interface DutyRecord extends Omit<Duty, 'startsAt' | 'endsAt'> {
  startsAt: Date
  endsAt: Date
}

const DUTY = `d.duty_id as id, d.post_id as "postId", t.unit_id as "unitId", d.person_id as "personId",
  jsonb_build_object('zh', p.name_zh, 'en', p.name_en) as name, d.starts_at as "startsAt", d.ends_at as "endsAt"`

// People are rows of a place: a turn of somebody out of the reader's sight is left out.
const FROM = `from city.duty d join city.post t using (post_id) join city.person p using (person_id)`

const toDuty = (row: DutyRecord): Duty => ({
  ...row,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
})

/** Turns that touch a time, in order. */
export async function listDuty(
  tx: Tx,
  { unitId, postId, from, to }: { unitId?: string | undefined; postId?: string | undefined; from: Date; to: Date },
): Promise<Duty[]> {
  const rows = await tx.query<DutyRecord>(
    `select ${DUTY} ${FROM}
     where d.starts_at < $2 and d.ends_at > $1 and ($3::uuid is null or t.unit_id = $3)
       and ($4::uuid is null or d.post_id = $4)
     order by d.starts_at, p.name_zh`,
    [from, to, unitId, postId],
  )
  return rows.map(toDuty)
}

/** The next turn of each post that has one. */
export async function listNextDuty(tx: Tx, unitId: string | undefined, now: Date): Promise<Duty[]> {
  const rows = await tx.query<DutyRecord>(
    `select distinct on (d.post_id) ${DUTY} ${FROM}
     where d.starts_at > $1 and ($2::uuid is null or t.unit_id = $2) order by d.post_id, d.starts_at, p.name_zh`,
    [now, unitId],
  )
  return rows.map(toDuty)
}

/** Posts that had a turn lately or have one ahead: those that keep a roster. */
export const listRosters = (
  tx: Tx,
  unitId: string | undefined,
  since: Date,
): Promise<Pick<DutyNow['items'][number], 'postId' | 'unitId' | 'name'>[]> =>
  tx.query(
    `select t.post_id as "postId", t.unit_id as "unitId", jsonb_build_object('zh', t.name_zh, 'en', t.name_en) as name
     from city.post t where not t.retired and ($1::uuid is null or t.unit_id = $1)
       and exists (select from city.duty d where d.post_id = t.post_id and d.ends_at > $2)
     order by t.code`,
    [unitId, since],
  )

/** The post, locked: turns at one post are planned one after another. */
export const lockPost = (tx: Tx, postId: string): Promise<{ unitId: string; divisionKey: string } | undefined> =>
  tx.maybe(`select unit_id as "unitId", division_key as "divisionKey" from city.post where post_id = $1 for update`, [
    postId,
  ])

/** Those of some people who hold a post now. */
export async function listHolders(tx: Tx, postId: string, people: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select person_id as id from city.membership where post_id = $1 and until is null and person_id = any($2::uuid[])`,
    [postId, people],
  )
  return rows.map((row) => row.id)
}

export interface Turn {
  readonly id: string
  readonly personId: string
  readonly startsAt: Date
  readonly endsAt: Date
}

/** Whether a person is on duty at a post at some time within two instants. */
export async function isOnDuty(tx: Tx, postId: string, turn: Turn): Promise<boolean> {
  const row = await tx.maybe(
    'select from city.duty where post_id = $1 and person_id = $2 and starts_at < $4 and ends_at > $3',
    [postId, turn.personId, turn.startsAt, turn.endsAt],
  )
  return row !== undefined
}

export async function insertTurn(tx: Tx, postId: string, divisionKey: string, turn: Turn, now: Date): Promise<void> {
  await tx.query(
    `insert into city.duty (duty_id, post_id, person_id, division_key, starts_at, ends_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [turn.id, postId, turn.personId, divisionKey, turn.startsAt, turn.endsAt, now],
  )
}

export interface TurnToEnd extends Turn {
  readonly postId: string
  readonly divisionKey: string
}

export const findTurnToEnd = (tx: Tx, id: string): Promise<TurnToEnd | undefined> =>
  tx.maybe(
    `select duty_id as id, post_id as "postId", person_id as "personId", division_key as "divisionKey",
       starts_at as "startsAt", ends_at as "endsAt" from city.duty where duty_id = $1 for update`,
    [id],
  )

export async function removeTurn(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from city.duty where duty_id = $1', [id])
}

export async function endTurn(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.query('update city.duty set ends_at = $2, changed_at = $2 where duty_id = $1', [id, now])
}
