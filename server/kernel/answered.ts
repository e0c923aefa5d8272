import type { Tx } from './database/pool.ts'

/** Which of these commands have been answered before: for whoever sends many and says what was new. */
export const listAnswered = async (tx: Tx, commandIds: readonly string[]): Promise<Set<string>> => {
  const rows = await tx.query<{ id: string }>(
    'select command_id as id from kernel.command where command_id = any($1::uuid[])',
    [commandIds],
  )
  return new Set(rows.map((row) => row.id))
}
