import { createWriteStream } from 'node:fs'
import { access, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import copy from 'pg-copy-streams'
import type { Clock } from '../clock.ts'
import { openPool, type Tx } from '../database/pool.ts'
import {
  findHead,
  listMigrations,
  listOwnIndexes,
  listPartitions,
  listSequences,
  listTables,
  type Manifest,
  quoted,
  type TableName,
} from './catalogue.ts'
import { backupErrors } from './errors.ts'
import { fileSections, headLines, isInside } from './files.ts'
import { encode, type Section } from './format.ts'
import { holdFiles } from './hold.ts'

export interface BackupOptions {
  /** The owner's address: row policies hide nothing from the owner. */
  ownerUrl: string
  dataFolder: string
  file: string
  clock: Clock
  /** The version of the program. */
  version: string
}

/** What went into a backup. */
export interface BackupSummary {
  readonly tables: number
  readonly rows: number
  readonly files: number
  readonly head: Manifest['head']
}

// Text forms that do not depend on the server's settings.
const FORMS = `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local intervalstyle = 'iso_8601';
  set local extra_float_digits = 1; set local search_path = pg_catalog`

async function readManifest(tx: Tx, { clock, version }: BackupOptions): Promise<Manifest> {
  return {
    createdAt: clock.now().toISOString(),
    version,
    migrations: await listMigrations(tx),
    head: (await findHead(tx)) ?? null,
    partitions: await listPartitions(tx),
    indexes: await listOwnIndexes(tx),
    sequences: await listSequences(tx),
  }
}

async function* tableBody(tx: Tx, table: TableName, count: (rows: number) => void): AsyncGenerator<Buffer> {
  const columns = table.columns.map((column) => quoted(column)).join(', ')
  const stream = tx.connection().query(copy.to(`copy ${quoted(table.schema, table.name)} (${columns}) to stdout`))
  for await (const chunk of stream) yield chunk as Buffer
  count(stream.rowCount ?? 0)
}

const once = async function* (bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}

/** Everything of a store, as of one moment. */
async function* sections(tx: Tx, options: BackupOptions, summary: Summary): AsyncGenerator<Section> {
  await tx.connection().query(FORMS)
  await holdFiles(tx)
  const manifest = await readManifest(tx, options)
  summary.head = manifest.head
  yield { header: { section: 'manifest' }, body: once(Buffer.from(JSON.stringify(manifest))) }
  yield { header: { section: 'heads' }, body: headLines(options.dataFolder, manifest.head?.no ?? 0) }
  for (const table of await listTables(tx)) {
    const header = { section: 'table', ...table } as const
    const count = (rows: number) => {
      summary.rows += rows
      summary.tables += 1
    }
    yield { header, body: tableBody(tx, table, count) }
  }
  for await (const section of fileSections(options.dataFolder)) {
    summary.files += 1
    yield section
  }
}

type Summary = { -readonly [K in keyof BackupSummary]: BackupSummary[K] }

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const SNAPSHOT = 'begin isolation level repeatable read read only'

/** Writes a whole, consistent backup while the store is in use; the file appears under its name only when it is complete. */
export async function backUp(options: BackupOptions): Promise<BackupSummary> {
  const { file, dataFolder } = options
  if (isInside(file, dataFolder)) throw backupErrors.inside({ folder: dataFolder })
  if (await exists(file)) throw backupErrors.exists({ file })
  const draft = `${file}.partial`
  const pool = openPool(options.ownerUrl, { max: 1, applicationName: 'yiwang backup' })
  const summary: Summary = { tables: 0, rows: 0, files: 0, head: null }
  try {
    await pool.transaction(async (tx) => {
      // The signing key and personal data are inside: for the owner's eyes only.
      const out = createWriteStream(draft, { mode: 0o600, flush: true })
      await pipeline(Readable.from(encode(sections(tx, options, summary))), createZstdCompress(), out)
    }, SNAPSHOT)
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  } finally {
    await pool.close()
  }
  return summary
}
