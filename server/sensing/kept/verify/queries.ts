import type { Tx } from '../../../kernel/database/pool.ts'

/** Where every reading that was ever committed has gone. */
export interface Balance {
  readonly committed: number
  readonly inDatabase: number
  readonly inSegments: number
  readonly doubled: number
  readonly expired: number
}

export const readBalance = (tx: Tx): Promise<Balance> =>
  tx.one(
    `select (select coalesce(sum(reading_count), 0)::bigint from sensing.batch) as committed,
       (select count(*)::bigint from sensing.reading) as "inDatabase",
       (select coalesce(sum(reading_count), 0)::bigint from sensing.segment where retired_at is null) as "inSegments",
       (select coalesce(sum(doubled), 0)::bigint from sensing.keeping) as doubled,
       (select coalesce(sum(expired), 0)::bigint from sensing.keeping) as expired`,
  )

export const isLive = async (tx: Tx, id: number): Promise<boolean> =>
  (await tx.maybe(`select from sensing.segment where id = $1 and retired_at is null`, [id])) !== undefined
