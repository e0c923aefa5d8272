// Writes what is generated: db/schema.sql, db/types.ts, docs/openapi.json. `--check` only tells which are out of date.
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { findRunning } from '../server/kernel/database/embedded.ts'
import { migrate } from '../server/kernel/database/migrate.ts'
import { startTestCluster } from '../test/support/cluster.ts'
import { describeSchema } from './gen/schema.ts'
import { describeTypes } from './gen/types.ts'

const ROOT = join(import.meta.dirname, '..')

async function generate(): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const cluster = await startTestCluster()
  try {
    const url = await findRunning(cluster.folder)
    if (url === undefined) throw new Error('the test server did not start')
    await migrate(url)
    const client = new pg.Client(url)
    await client.connect()
    files.set('db/schema.sql', await describeSchema(client))
    files.set('db/types.ts', await describeTypes(client))
    await client.end()
  } finally {
    await cluster.stop()
  }
  const document = join(ROOT, 'server/openapi.ts')
  if (existsSync(document)) {
    const { describeApi } = (await import(pathToFileURL(document).href)) as { describeApi: () => unknown }
    files.set('docs/openapi.json', `${JSON.stringify(describeApi(), null, 2)}\n`)
  }
  return files
}

const check = process.argv.includes('--check')
const stale: string[] = []
for (const [name, text] of await generate()) {
  const path = join(ROOT, name)
  if ((await readFile(path, 'utf8').catch(() => '')) === text) continue
  stale.push(name)
  if (check) continue
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}
if (stale.length > 0) process.stdout.write(`${check ? 'out of date, run npm run gen:' : 'wrote'} ${stale.join(', ')}\n`)
process.exitCode = check && stale.length > 0 ? 1 : 0
