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

/** The same with when it was last touched, and how often. */
export interface KeptPack extends InstalledPack {
  revision: number
  changedAt: Date
}

export const listInstalled = (tx: Tx): Promise<KeptPack[]> =>
  tx.query(
    `select p.id, p.version, p.digest, p.settings, p.enabled, p.changed_at as "changedAt", coalesce(m.version, 0) as revision
     from scenarios.pack p left join kernel.matter m on m.id = 'pack:' || p.id order by p.id`,
  )

export async function savePack(tx: Tx, pack: InstalledPack, now: Date): Promise<void> {
  await tx.query(
    `insert into scenarios.pack (id, version, digest, settings, enabled, changed_at) values ($1, $2, $3, $4, $5, $6)
     on conflict (id) do update set version = excluded.version, digest = excluded.digest, settings = excluded.settings,
       enabled = excluded.enabled, changed_at = excluded.changed_at`,
    [pack.id, pack.version, pack.digest, JSON.stringify(pack.settings), pack.enabled, now],
  )
}
