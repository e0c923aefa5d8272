import type { FlowDefinition } from '../../../contract/flow.ts'
import type { Tx } from '../../kernel/database/pool.ts'

export const listKeptFlows = (tx: Tx): Promise<{ definition: FlowDefinition }[]> =>
  tx.query(`select definition from cases.flow order by id, version`)

/** Keeps a version for ever; one that is there stays as it is. */
export async function insertFlow(tx: Tx, definition: FlowDefinition, now: Date): Promise<void> {
  await tx.query(
    `insert into cases.flow (id, version, definition, kept_at) values ($1, $2, $3, $4) on conflict do nothing`,
    [definition.id, definition.version, JSON.stringify(definition), now],
  )
}
