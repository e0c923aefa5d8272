import type { Channel } from '../../../contract/cases/index.ts'
import type { Tx } from '../../kernel/database/pool.ts'

export interface EventRecord {
  id: string
  channel: Channel
  occurred_at: Date
  words: string
  place: string
  thing: string | null
  severity: number | null
  has_reporter: boolean
}

/** The clues of a case; with an account, only what that account told. */
export async function listEvents(tx: Tx, caseId: string, account: string | null): Promise<EventRecord[]> {
  return tx.query(
    `select id, channel, occurred_at, words, place, thing, severity, has_reporter from cases.event
     where case_id = $1 and ($2::text is null or account = $2) order by occurred_at, id limit 500`,
    [caseId, account],
  )
}

export async function listPhotos(
  tx: Tx,
  caseId: string,
): Promise<{ id: string; kind: 'scene' | 'before' | 'after' | 'inspection'; taken_at: Date | null; added_at: Date }[]> {
  return tx.query(`select id, kind, taken_at, added_at from cases.photo where case_id = $1 order by added_at, id`, [
    caseId,
  ])
}

/** The case a photo belongs to: whoever may see the case may see the photo. */
export async function findPhotoCase(tx: Tx, photoId: string): Promise<string | undefined> {
  const row = await tx.maybe<{ case_id: string }>(`select case_id from cases.photo where id = $1`, [photoId])
  return row?.case_id
}

export async function listReporters(
  tx: Tx,
  caseId: string,
): Promise<{ event: string; name: string | null; phone: string | null }[]> {
  return tx.query(
    `select r.event_id event, r.name, r.phone from cases.reporter r join cases.event e on e.id = r.event_id
     where e.case_id = $1 order by e.occurred_at`,
    [caseId],
  )
}
