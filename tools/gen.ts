// Writes what is generated: db/schema.sql, db/types.ts, docs/openapi.json. `--check` only tells which are out of date.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import type { StoreUrls } from '../server/boot/store.ts'
import { readConfig } from '../server/kernel/config/config.ts'
import { findRunning } from '../server/kernel/database/embedded.ts'
import { migrate } from '../server/kernel/database/migrate.ts'
import { ensureRoles } from '../server/kernel/database/roles.ts'
import { openApiOf } from '../server/kernel/http/openapi.ts'
import { buildHouse, VERSION } from '../server/main.ts'
import { startTestCluster } from '../test/support/cluster.ts'
import { describeSchema } from './gen/schema.ts'
import { describeTypes } from './gen/types.ts'

const ROOT = join(import.meta.dirname, '..')

/** The document of every route of the composed program, on a store without demo. */
async function describeApi(folder: string, urls: StoreUrls): Promise<string> {
  const config = readConfig({ YIWANG_DATA: folder, YIWANG_DEMO: 'false', YIWANG_LOG: 'silent' })
  const { kernel, routes } = await buildHouse({ ...config, demo: false }, urls)
  await kernel.stop()
  const { paths, ...rest } = openApiOf(routes, VERSION) as { paths: Record<string, unknown> }
  // A line a path: indented it would be twice as long, and a change shows as the path it belongs to.
  const lines = Object.entries(paths).map(([path, item]) => `${JSON.stringify(path)}:${JSON.stringify(item)}`)
  return `${JSON.stringify(rest).slice(0, -1)},"paths":{\n${lines.join(',\n')}\n}}\n`
}

async function generate(): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  const cluster = await startTestCluster()
  try {
    const ownerUrl = await findRunning(cluster.folder)
    if (ownerUrl === undefined) throw new Error('the test server did not start')
    await migrate(ownerUrl)
    const client = new pg.Client(ownerUrl)
    await client.connect()
    files.set('db/schema.sql', await describeSchema(client))
    files.set('db/types.ts', await describeTypes(client))
    await client.end()
    const roles = await ensureRoles(ownerUrl, cluster.folder)
    files.set('docs/openapi.json', await describeApi(cluster.folder, { ownerUrl, ...roles }))
  } finally {
    await cluster.stop()
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
