import type { Channel } from '../../../contract/cases/index.ts'
import type { Tx } from '../../kernel/database/pool.ts'

/** A report somebody has a link to, and the case it belongs to. */
export interface LinkedReport {
  event: string
  caseId: string
  channel: Channel
  account: string
  hasReporter: boolean
}

const EVENT = `e.id event, e.case_id "caseId", e.channel, e.account, e.has_reporter "hasReporter"`

export const findByLink = (tx: Tx, tokenHash: Buffer): Promise<LinkedReport | undefined> =>
  tx.maybe(`select ${EVENT} from cases.report_link l join cases.event e on e.id = l.event_id where l.token_hash = $1`, [
    tokenHash,
  ])

export async function insertLink(
  tx: Tx,
  link: { tokenHash: Buffer; event: string; divisionKey: string; now: Date },
): Promise<void> {
  await tx.query(
    `insert into cases.report_link (token_hash, event_id, division_key, made_at) values ($1, $2, $3, $4)
     on conflict (token_hash) do nothing`,
    [link.tokenHash, link.event, link.divisionKey, link.now],
  )
}

/** The reports of a case by those who gave a phone number, with that number. */
export const listPhones = (tx: Tx, number: string): Promise<{ event: string; divisionKey: string; phone: string }[]> =>
  tx.query(
    `select e.id event, e.division_key "divisionKey", r.phone from cases.case c
     join cases.event e on e.case_id = c.id join cases.reporter r on r.event_id = e.id
     where c.number = $1 and r.phone is not null order by e.recorded_at, e.id limit 200`,
    [number],
  )

/** What one reporter told of a case: the report itself and what they added. */
export const listTold = (
  tx: Tx,
  caseId: string,
  event: string,
  account: string,
): Promise<{ at: Date; words: string }[]> =>
  tx.query(
    `select recorded_at at, words from cases.event where case_id = $1 and (id = $2 or account = $3)
     order by recorded_at, id limit 100`,
    [caseId, event, account],
  )

/** Where and about what a report was, for what is added to it. */
export const getPlaceOf = (
  tx: Tx,
  event: string,
): Promise<{ lon: number; lat: number; place: string; thing: string | null; divisionKey: string }> =>
  tx.one(`select lon, lat, place, thing, division_key "divisionKey" from cases.event where id = $1`, [event])

/** The pictures of one reporter, and with `after` those taken when the work was done. */
export const listShownPhotos = (
  tx: Tx,
  caseId: string,
  account: string,
  after: boolean,
): Promise<{ id: string; kind: 'scene' | 'after' }[]> =>
  tx.query(
    `select id, kind from cases.photo where case_id = $1
       and ((kind = 'scene' and account = $2) or (kind = 'after' and $3)) order by added_at, id limit 60`,
    [caseId, account, after],
  )

/** Who reported as a resident: their names are for nobody who handles the case. */
export async function listResidents(tx: Tx, caseId: string): Promise<string[]> {
  const rows = await tx.query<{ account: string }>(
    `select distinct account from cases.event where case_id = $1 and channel = 'resident'`,
    [caseId],
  )
  return rows.map((row) => row.account)
}

/** A case's number for what joins it. */
export const getCaseRow = (tx: Tx, id: string): Promise<{ number: string; matter: string }> =>
  tx.one(`select number, matter from cases.case where id = $1`, [id])
