import type { Tx } from '../kernel/database/pool.ts'

/** The kinds of everything said about a matter, oldest first. */
export const listSwitches = async (tx: Tx, matter: string): Promise<string[]> => {
  const rows = await tx.query<{ kind: string }>('select kind from kernel.journal where matter = $1 order by version', [
    matter,
  ])
  return rows.map((row) => row.kind)
}

/** The cases left to people. */
export const listAttended = async (tx: Tx, matter: string): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `select payload ->> 'case' as id from kernel.journal where matter = $1 and kind = 'life.left_to_people'`,
    [matter],
  )
  return rows.map((row) => row.id)
}
