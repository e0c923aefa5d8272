import type { Tx } from '../../../kernel/database/pool.ts'

/** The line for types that have none of their own. */
export const EVERY_TYPE = '*'

export interface RetentionRow {
  readonly type: string
  /** Null is for ever. */
  readonly keepDays: number | null
  readonly reason: string
  readonly setAt: Date
  readonly removedBefore: Date | null
}

export const listRetention = (tx: Tx): Promise<RetentionRow[]> =>
  tx.query(
    `select type, keep_days as "keepDays", reason, set_at as "setAt", removed_before as "removedBefore"
     from sensing.retention order by type`,
  )

/** Sets the line of a type. What was removed so far says nothing of what the lines now ask. */
export async function saveRetention(
  tx: Tx,
  { type, keepDays, reason, setAt }: Pick<RetentionRow, 'type' | 'keepDays' | 'reason' | 'setAt'>,
): Promise<void> {
  await tx.query(
    `insert into sensing.retention (type, keep_days, reason, set_at) values ($1, $2, $3, $4)
     on conflict (type) do update set keep_days = excluded.keep_days, reason = excluded.reason, set_at = excluded.set_at`,
    [type, keepDays, reason, setAt],
  )
  await tx.query(`update sensing.retention set removed_before = null`)
}

/** Takes the line of a type away; gives whether there was one. */
export async function deleteRetention(tx: Tx, type: string): Promise<boolean> {
  const gone = await tx.query(`delete from sensing.retention where type = $1 returning type`, [type])
  await tx.query(`update sensing.retention set removed_before = null`)
  return gone.length > 0
}

/** Every series that is not kept for ever. */
export const listExpiry = (tx: Tx): Promise<{ id: number; keepDays: number }[]> =>
  tx.query(
    `select s.id, r.keep_days as "keepDays" from sensing.series s
     join sensing.retention r on r.type = case
       when exists (select from sensing.retention o where o.type = s.type) then s.type else '${EVERY_TYPE}' end
     where r.keep_days is not null order by s.id`,
  )

/** How many days the readings of some series are kept; those kept for ever are left out. */
export const listExpiryOf = (tx: Tx, series: readonly number[]): Promise<{ id: number; keepDays: number }[]> =>
  tx.query(
    `select s.id, r.keep_days as "keepDays" from sensing.series s
     join sensing.retention r on r.type = case
       when exists (select from sensing.retention o where o.type = s.type) then s.type else '${EVERY_TYPE}' end
     where s.id = any($1) and r.keep_days is not null`,
    [series],
  )

/** Notes that the readings of every line are out of all files as far as an instant. */
export async function saveRemoved(tx: Tx, before: ReadonlyMap<string, Date>): Promise<void> {
  for (const [type, instant] of before)
    await tx.query(`update sensing.retention set removed_before = $2 where type = $1`, [type, instant])
}
