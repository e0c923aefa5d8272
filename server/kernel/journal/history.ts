import type { Tx } from '../database/pool.ts'

/** One thing that was said about a matter. */
export interface Said {
  readonly kind: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** Everything said about a matter, the oldest first: for modules whose state is what their journal says. */
export const listHistory = (tx: Tx, matter: string): Promise<Said[]> =>
  tx.query<Said>('select kind, payload from kernel.journal where matter = $1 order by version', [matter])

/** Which of these commands have been answered before. */
export async function listAnswered(tx: Tx, commandIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(
    'select command_id as id from kernel.command where command_id = any($1::uuid[])',
    [commandIds],
  )
  return new Set(rows.map((row) => row.id))
}
