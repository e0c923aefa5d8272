import { createReadStream } from 'node:fs'
import { createZstdDecompress } from 'node:zlib'
import type { Clock } from '../clock.ts'
import { databaseErrors } from '../database/errors.ts'
import { migrate, readMigrations } from '../database/migrate.ts'
import { targetOf } from '../database/owner.ts'
import { openPool, type Pool, type Tx } from '../database/pool.ts'
import { newId } from '../ids.ts'
import { type Report, verifyJournal } from '../journal/verify/verify.ts'
import { findHead, type Manifest } from './catalogue.ts'
import { backupErrors } from './errors.ts'
import { hasLived, writeFileBack, writeHeads } from './files.ts'
import { decode, gather, type Section } from './format.ts'
import { loadTable, prepareTables } from './load.ts'

export interface RestoreOptions {
  /** The owner's address of an empty database; the roles exist already. */
  ownerUrl: string
  dataFolder: string
  file: string
  clock: Clock
  /** Another folder of migrations, for tests. */
  migrations?: string
}

/** What came out of a backup. */
export interface Restored {
  readonly manifest: Manifest
  readonly tables: number
  readonly rows: number
  readonly files: number
  /** The migrations that were applied after the backup's own. */
  readonly applied: readonly string[]
  readonly report: Report
}

async function refuseData(pool: Pool, { dataFolder, ownerUrl }: RestoreOptions): Promise<void> {
  const { used } = await pool.transaction((tx) =>
    tx.one<{ used: boolean }>(`select to_regnamespace('kernel') is not null as used`),
  )
  if (used) throw backupErrors.not_empty({ place: `${targetOf(ownerUrl)} (${dataFolder})` })
  if (await hasLived(dataFolder)) throw backupErrors.not_empty({ place: dataFolder })
}

/** Refuses a backup whose schema this program does not know how to bring forward. */
async function refuseStrange(manifest: Manifest, folder: string | undefined): Promise<void> {
  const known = await readMigrations(folder)
  for (const [at, { name, sha256 }] of manifest.migrations.entries()) {
    const migration = known[at]
    if (migration === undefined) throw databaseErrors.newer({ name })
    if (migration.sha256 !== sha256) throw databaseErrors.edited({ name })
  }
}

const MARK = `insert into kernel.store (key, value) values ('store.restored', $1)
  on conflict (key) do update set value = excluded.value`

/** Rows and sections after the manifest: all or nothing in the database. */
async function load(tx: Tx, manifest: Manifest, sections: AsyncIterable<Section>, options: RestoreOptions) {
  const { dataFolder, clock } = options
  const count = { tables: 0, rows: 0, files: 0 }
  const finish = await prepareTables(tx, manifest)
  for await (const { header, body } of sections) {
    if (header.section === 'table') {
      count.rows += await loadTable(tx, header, body)
      count.tables += 1
    } else if (header.section === 'heads') await writeHeads(dataFolder, body)
    else if (header.section === 'file') {
      await writeFileBack(dataFolder, header, body)
      count.files += 1
    } else await gather(body)
  }
  await finish()
  // A new life: the store this was copied from may live on beside it.
  const marker = { id: newId(), at: clock.now().toISOString(), createdAt: manifest.createdAt, head: manifest.head }
  await tx.query(MARK, [JSON.stringify(marker)])
  const head = (await findHead(tx)) ?? null
  if (head?.digest !== manifest.head?.digest) throw backupErrors.head_differs()
  return count
}

/** The bytes of a backup file, decompressed. */
async function* plainBytes(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file)
  const plain = createZstdDecompress()
  source.on('error', (error) => plain.destroy(error)).pipe(plain)
  try {
    for await (const chunk of plain) yield chunk as Buffer
  } catch (cause) {
    if (!String((cause as { code?: unknown }).code).startsWith('Z')) throw cause
    throw plain.bytesWritten > 0 ? backupErrors.cut_off({}, { cause }) : backupErrors.unknown_format({}, { cause })
  }
}

/** Brings a backup back into an empty place, moves it forward to this version's schema, and verifies its journal. */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { ownerUrl, dataFolder, migrations } = options
  const pool = openPool(ownerUrl, { max: 1, applicationName: 'yiwang restore' })
  const folder = migrations === undefined ? {} : { folder: migrations }
  try {
    await refuseData(pool, options)
    const sections = decode(plainBytes(options.file))
    const first = await sections.next()
    if (first.done || first.value.header.section !== 'manifest') throw backupErrors.unknown_format()
    const manifest = JSON.parse((await gather(first.value.body)).toString()) as Manifest
    await refuseStrange(manifest, migrations)
    await migrate(ownerUrl, { ...folder, to: manifest.migrations.length })
    const count = await pool.transaction((tx) => load(tx, manifest, sections, options))
    const applied = await migrate(ownerUrl, folder)
    await pool.transaction((tx) => tx.query('analyze'))
    return { manifest, ...count, applied, report: await verifyJournal({ ownerUrl, dataFolder }) }
  } finally {
    await pool.close()
  }
}
