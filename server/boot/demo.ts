import type { Config } from '../kernel/config/config.ts'
import { connectOwner } from '../kernel/database/owner.ts'
import { bootErrors } from './errors.ts'

/** Writes into a new store whether it is a demo, and holds an old one to what it was made as. A demo is the default for
 * a new embedded store only: nobody finds invented cases in a database of their own. */
export async function stampDemo(ownerUrl: string, config: Config): Promise<boolean> {
  const client = await connectOwner(ownerUrl)
  try {
    const wanted = config.demo ?? config.databaseUrl === undefined
    await client.query(
      `insert into kernel.store (key, value) values ('demo', to_jsonb($1::boolean)) on conflict do nothing`,
      [wanted],
    )
    const found = await client.query<{ value: boolean }>(`select value from kernel.store where key = 'demo'`)
    const demo = found.rows[0]?.value === true
    if (config.demo !== undefined && config.demo !== demo) {
      const was = demo ? { zh: '是演示库', en: 'as a demo' } : { zh: '不是演示库', en: 'without demo' }
      throw bootErrors.demo_fixed({ folder: config.databaseUrl ? 'DATABASE_URL' : config.dataFolder, was })
    }
    return demo
  } finally {
    await client.end()
  }
}
