import type { Channel } from '../../../contract/cases/index.ts'
import type { Tx } from '../../kernel/database/pool.ts'

/** A case as it is first written. */
export interface NewCase {
  id: string
  number: string
  title: string
  titleEn: string
  words: string
  place: string
  placeEn: string
  category: string | null
  categoryVersion: number | null
  condition: unknown
  severity: number | null
  channel: Channel
  lon: number
  lat: number
  divisionKey: string
  unitGrid: string | null
  responsibilityGrid: string | null
  thing: string | null
  isPrivate: boolean
  alarm: string | null
  grams: readonly string[]
  openedAt: Date
  filedAt: Date | null
}

export async function nextCount(tx: Tx, prefix: string): Promise<number> {
  const row = await tx.one<{ last: number }>(
    `insert into cases.counter (prefix, last) values ($1, 1)
     on conflict (prefix) do update set last = cases.counter.last + 1 returning last`,
    [prefix],
  )
  return row.last
}

export function insertCase(tx: Tx, row: NewCase): void {
  tx.send(
    `insert into cases.case (id, number, title, title_en, words, place, place_en, category, condition, severity, channel, lon, lat,
       division_key, unit_grid, responsibility_grid, thing, is_private, alarm, grams, opened_at, filed_at, category_version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)`,
    [
      row.id,
      row.number,
      row.title,
      row.titleEn,
      row.words,
      row.place,
      row.placeEn,
      row.category,
      row.condition === null ? null : JSON.stringify(row.condition),
      row.severity,
      row.channel,
      row.lon,
      row.lat,
      row.divisionKey,
      row.unitGrid,
      row.responsibilityGrid,
      row.thing,
      row.isPrivate,
      row.alarm,
      row.grams,
      row.openedAt,
      row.filedAt,
      row.categoryVersion,
    ],
  )
}

export interface NewEvent {
  id: string
  caseId: string
  channel: Channel
  occurredAt: Date
  recordedAt: Date
  words: string
  place: string
  lon: number
  lat: number
  divisionKey: string
  thing: string | null
  alarm: string | null
  severity: number | null
  account: string
  hasReporter: boolean
}

export function insertEvent(tx: Tx, row: NewEvent): void {
  tx.send(
    `insert into cases.event (id, case_id, channel, occurred_at, recorded_at, words, place, lon, lat, division_key, thing,
       alarm, severity, account, has_reporter)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      row.id,
      row.caseId,
      row.channel,
      row.occurredAt,
      row.recordedAt,
      row.words,
      row.place,
      row.lon,
      row.lat,
      row.divisionKey,
      row.thing,
      row.alarm,
      row.severity,
      row.account,
      row.hasReporter,
    ],
  )
}

/** An event joins a case: the count goes up, and the worst severity known stands. */
export function countEvent(tx: Tx, caseId: string, severity: number | null): void {
  tx.send(
    `update cases.case set event_count = event_count + 1, severity = greatest(severity, $2::smallint) where id = $1`,
    [caseId, severity],
  )
}

export function insertReporter(
  tx: Tx,
  row: { eventId: string; divisionKey: string; name: string | null; phone: string | null },
): void {
  tx.send(`insert into cases.reporter (event_id, division_key, name, phone) values ($1, $2, $3, $4)`, [
    row.eventId,
    row.divisionKey,
    row.name,
    row.phone,
  ])
}

export function insertPhotos(
  tx: Tx,
  caseId: string,
  divisionKey: string,
  account: string,
  photos: readonly { id: string; kind: string }[],
  now: Date,
): void {
  if (photos.length === 0) return
  tx.send(
    `insert into cases.photo (id, case_id, division_key, kind, account, added_at)
     select p.id, $1, $2, p.kind, $3, $6 from unnest($4::uuid[], $5::text[]) p(id, kind)
     on conflict (id) do nothing`,
    [caseId, divisionKey, account, photos.map((photo) => photo.id), photos.map((photo) => photo.kind), now],
  )
}

export function noteHand(tx: Tx, caseId: string, account: string, now: Date): void {
  tx.send(
    `insert into cases.hand (case_id, account, at) values ($1, $2, $3)
     on conflict (case_id, account) do update set at = excluded.at`,
    [caseId, account, now],
  )
}

/** The open case that this alarm opened, if there is one. */
export async function findOpenByAlarm(
  tx: Tx,
  alarm: string,
): Promise<{ id: string; matter: string; number: string; divisionKey: string } | undefined> {
  return tx.maybe(
    `select c.id, c.matter, c.number, c.division_key "divisionKey" from cases.case c join kernel.matter m on m.id = c.matter
     where c.alarm = $1 and not m.done order by c.opened_at desc limit 1`,
    [alarm],
  )
}

/** Open cases about a thing. */
export const listOpenOfThing = (tx: Tx, thing: string): Promise<{ matter: string; divisionKey: string }[]> =>
  tx.query(
    `select c.matter, c.division_key "divisionKey" from cases.case c join kernel.matter m on m.id = c.matter
     where c.thing = $1 and not m.done order by c.opened_at`,
    [thing],
  )

/** The moments a case's figures are made from; a moment reached again is the later one, closing undone is no closing. */
export function noteStage(
  tx: Tx,
  caseId: string,
  stage: 'filed' | 'dispatched' | 'disposed' | 'closed' | 'reopened' | 'reworked',
  now: Date,
  inTime: boolean | null,
): void {
  const set = {
    filed: 'filed_at = $2',
    dispatched: 'dispatched_at = $2',
    disposed: 'disposed_at = $2',
    closed: 'closed_at = $2, closed_in_time = $3',
    reopened: 'closed_at = null, closed_in_time = null',
    reworked: 'disposed_at = null, rework_count = rework_count + 1',
  }[stage]
  const values = [caseId, now, inTime].slice(0, { reopened: 1, reworked: 1, closed: 3 }[stage as string] ?? 2)
  tx.send(`update cases.case set ${set} where id = $1`, values)
}

export function setCategory(
  tx: Tx,
  caseId: string,
  { code, version }: { code: string; version: number },
  condition: unknown,
): void {
  tx.send(`update cases.case set category = $2, category_version = $3, condition = $4 where id = $1`, [
    caseId,
    code,
    version,
    JSON.stringify(condition),
  ])
}
