import type { Tx } from '../../database/pool.ts'
import type { Findings } from './findings.ts'

interface Broken {
  matter: string
  version: number
}

const CHAIN = `select matter, version from (
    select matter, version, prior, lag(version) over w as version_before, lag(digest) over w as digest_before
    from kernel.journal where matter is not null window w as (partition by matter order by version)
  ) chained
  where version <> coalesce(version_before, 0) + 1 or prior is distinct from digest_before
  order by matter, version limit 1000`

// The row of a matter names its last entry: so the end of each chain is held too, before it is sealed.
const LAST = `select m.id as matter, m.version from kernel.matter m
  where not exists (
      select from kernel.journal j where j.matter = m.id and j.version = m.version and j.digest = m.digest)
    or exists (select from kernel.journal j where j.matter = m.id and j.version > m.version)
  union all
  select j.matter, j.version from kernel.journal j
  where j.version = 1 and not exists (select from kernel.matter m where m.id = j.matter)
  order by 1 limit 1000`

/** Checks each matter's own chain: versions dense, each naming its predecessor, the present row naming the last. */
export async function checkMatters(tx: Tx, findings: Findings): Promise<void> {
  for (const { matter, version } of await tx.query<Broken>(CHAIN)) findings.add('matter_broken', { matter, version })
  for (const { matter } of await tx.query<Broken>(LAST)) findings.add('matter_differs', { matter })
}
