import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { findRunning } from '../../server/kernel/database/embedded.ts'
import { migrate, readMigrations } from '../../server/kernel/database/migrate.ts'
import { ensureRoles, type RoleUrls } from '../../server/kernel/database/roles.ts'
import { startTestCluster } from './cluster.ts'

export interface TestDatabase extends RoleUrls {
  ownerUrl: string
  drop(): Promise<void>
}

/** Tells the data folder of the run's server to each test file; a file run by hand starts its own. */
export const CLUSTER_VARIABLE = 'TEST_CLUSTER_FOLDER'

let own: Promise<{ folder: string; stop(): Promise<void> }> | undefined
let inUse = 0

/** Drops a database; a server of this file's own is stopped with its last one. */
async function drop(base: string, name: string): Promise<void> {
  await onServer(base, (client) => client.query(`drop database ${name} with (force)`))
  inUse -= 1
  if (inUse > 0) return
  await (await own)?.stop()
  own = undefined
}

async function clusterFolder(): Promise<string> {
  const given = process.env[CLUSTER_VARIABLE]
  if (given !== undefined) return given
  own ??= startTestCluster()
  return (await own).folder
}

/** A fresh, migrated database of this test file alone. */
export async function createTestDatabase(): Promise<TestDatabase> {
  inUse += 1
  const folder = await clusterFolder()
  const base = await findRunning(folder)
  if (base === undefined) throw new Error(`no test server on ${folder}`)
  const name = `test_${randomBytes(6).toString('hex')}`
  const template = await ensureTemplate(base)
  await onServer(base, (client) => client.query(`create database ${name} template ${template} strategy file_copy`))
  const ownerUrl = withDatabase(base, name)
  return {
    ownerUrl,
    ...(await ensureRoles(ownerUrl, folder)),
    drop: () => drop(base, name),
  }
}

/** A fresh database without any migration, for the tests of migrating itself. */
export async function createEmptyDatabase(): Promise<{ ownerUrl: string; folder: string; drop(): Promise<void> }> {
  inUse += 1
  const folder = await clusterFolder()
  const base = await findRunning(folder)
  if (base === undefined) throw new Error(`no test server on ${folder}`)
  const name = `empty_${randomBytes(6).toString('hex')}`
  await onServer(base, (client) => client.query(`create database ${name}`))
  return {
    folder,
    ownerUrl: withDatabase(base, name),
    drop: () => drop(base, name),
  }
}

/** The migrated database that test databases are copied from, made once for each state of the migrations. */
async function ensureTemplate(base: string): Promise<string> {
  const migrations = await readMigrations()
  const digest = createHash('sha256')
  for (const { name, sha256 } of migrations) digest.update(`${name} ${sha256}\n`)
  const template = `template_${digest.digest('hex').slice(0, 16)}`
  const draft = `${template}_draft`
  await onServer(base, async (client) => {
    const known = () => client.query('select from pg_database where datname = $1', [template])
    if ((await known()).rowCount !== 0) return
    await client.query('select pg_advisory_lock(7943002)')
    if ((await known()).rowCount !== 0) return
    await client.query(`drop database if exists ${draft} with (force)`)
    await client.query(`create database ${draft}`)
    await migrate(withDatabase(base, draft))
    await client.query(`alter database ${draft} rename to ${template}`)
  })
  return template
}

async function onServer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
