import type { AbsenceReason } from '../../../contract/absences.ts'
import type { KeyRange } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database/pool.ts'

export interface AbsenceRow {
  readonly id: string
  readonly thingId: string
  readonly divisionKey: string
  readonly from: Date
  readonly until: Date
  readonly reason: AbsenceReason
  readonly announcedAt: Date
  readonly endedAt: Date | null
}

const COLUMNS = `id, thing_id as "thingId", division_key as "divisionKey", from_at as "from", until_at as "until", reason,
  announced_at as "announcedAt", ended_at as "endedAt"`

export async function insertAbsence(tx: Tx, row: Omit<AbsenceRow, 'endedAt'>): Promise<void> {
  await tx.query(
    `insert into sensing.absence (id, thing_id, division_key, from_at, until_at, reason, announced_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.thingId, row.divisionKey, row.from, row.until, row.reason, row.announcedAt],
  )
}

export const findAbsence = (tx: Tx, id: string): Promise<AbsenceRow | undefined> =>
  tx.maybe(`select ${COLUMNS} from sensing.absence where id = $1`, [id])

export async function endAbsence(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query(`update sensing.absence set ended_at = $2 where id = $1`, [id, at])
}

/** A page shows so many; older ones are in the journal. */
const MOST = 100

export const listAbsencesOf = (tx: Tx, thingId: string): Promise<AbsenceRow[]> =>
  tx.query(`select ${COLUMNS} from sensing.absence where thing_id = $1 order by from_at desc, id limit ${MOST}`, [
    thingId,
  ])

/** A page of the absences of all things in some divisions, newest first. */
export const listAbsences = (
  tx: Tx,
  ranges: readonly KeyRange[],
  wanted: { openAt: Date | null; within: string; after: { at: string; id: string } | null; limit: number },
): Promise<AbsenceRow[]> =>
  tx.query(
    `select ${COLUMNS} from sensing.absence
     where exists (select from unnest($1::text[], $2::text[]) r (lo, hi)
         where division_key >= r.lo collate "C" and division_key < r.hi collate "C")
       and starts_with(division_key, $3)
       and ($4::timestamptz is null or (ended_at is null and until_at > $4))
       and ($5::timestamptz is null or (announced_at, id) < ($5::timestamptz, $6::uuid))
     order by announced_at desc, id desc limit $7`,
    [
      ranges.map(({ lo }) => lo),
      ranges.map(({ hi }) => hi),
      wanted.within,
      wanted.openAt,
      wanted.after?.at ?? null,
      wanted.after?.id ?? null,
      wanted.limit,
    ],
  )

/** What may still bear on how long a thing has been silent. */
export const listAbsencesSince = (tx: Tx, since: Date): Promise<AbsenceRow[]> =>
  tx.query(`select ${COLUMNS} from sensing.absence where until_at >= $1 order by from_at`, [since])
