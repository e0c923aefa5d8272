import type { Tx } from '../database/pool.ts'

/** How far a follower has come; undefined when it has never run. */
export const findCursor = async (tx: Tx, name: string): Promise<number | undefined> =>
  (await tx.maybe<{ ordinal: number }>('select ordinal from kernel.cursor where name = $1', [name]))?.ordinal

const SAVE = `insert into kernel.cursor (name, ordinal) values ($1, $2)
  on conflict (name) do update set ordinal = greatest(kernel.cursor.ordinal, excluded.ordinal)`

/** Moves a cursor forward, never back. */
export async function saveCursor(tx: Tx, name: string, ordinal: number): Promise<void> {
  await tx.query(SAVE, [name, ordinal])
}
