import type { Value } from '../../contract/pack/index.ts'
import type { Tx } from '../kernel/database/pool.ts'

/** A pack as it is installed here. */
export interface InstalledPack {
  id: string
  version: string
  digest: string
  settings: Readonly<Record<string, Value>>
  enabled: boolean
}

const COLUMNS = 'id, version, digest, settings, enabled'

export const listInstalled = (tx: Tx): Promise<InstalledPack[]> =>
  tx.query(`select ${COLUMNS} from scenarios.pack order by id`)

export const findInstalled = (tx: Tx, id: string): Promise<InstalledPack | undefined> =>
  tx.maybe(`select ${COLUMNS} from scenarios.pack where id = $1`, [id])

export async function savePack(tx: Tx, pack: InstalledPack, now: Date): Promise<void> {
  await tx.query(
    `insert into scenarios.pack (id, version, digest, settings, enabled, changed_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set version = excluded.version, digest = excluded.digest, settings = excluded.settings,
       enabled = excluded.enabled, changed_at = excluded.changed_at`,
    [pack.id, pack.version, pack.digest, JSON.stringify(pack.settings), pack.enabled, now],
  )
}
