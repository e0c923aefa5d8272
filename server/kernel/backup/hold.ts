import type { Tx } from '../database/pool.ts'

/** Held by a backup until its end, and by whoever removes files that rows of a snapshot may still name. */
const FILES_LOCK = 7_943_006

/** Keeps the files of the data folder where they are until the transaction ends. */
export const holdFiles = async (tx: Tx): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock_shared($1)`, [FILES_LOCK])
}

/** Whether files that no row names any more may be removed in this transaction: not while a backup is taken. */
export const mayRemoveFiles = async (tx: Tx): Promise<boolean> =>
  (await tx.one<{ free: boolean }>(`select pg_try_advisory_xact_lock($1) as free`, [FILES_LOCK])).free
