import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Clock } from '../clock.ts'
import { connectOwner } from '../database/owner.ts'
import { newId } from '../ids.ts'
import type { BackupSummary } from './dump.ts'
import { backupErrors } from './errors.ts'
import { type Restored, restore } from './restore.ts'

export interface RehearseOptions {
  /** Any database of a server whose owner may make another one there. */
  ownerUrl: string
  file: string
  clock: Clock
  /** What the backup said it wrote. */
  summary: BackupSummary
  /** Another folder of migrations, for tests. */
  migrations?: string
}

/** Not every server lets the owner of a database make another. */
const NOT_PERMITTED = '42501'

async function makeDatabase(ownerUrl: string, name: string): Promise<void> {
  try {
    await onServer(ownerUrl, `create database ${name}`)
  } catch (cause) {
    if (!(cause instanceof pg.DatabaseError) || cause.code !== NOT_PERMITTED) throw cause
    throw backupErrors.rehearsal_forbidden({ owner: new URL(ownerUrl).username }, { cause })
  }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = await connectOwner(url)
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Proves a backup by restoring it into a database and a folder that are thrown away afterwards. */
export async function rehearse({ ownerUrl, summary, ...options }: RehearseOptions): Promise<Restored> {
  const name = `yiwang_rehearsal_${newId().replaceAll('-', '')}`
  const url = new URL(ownerUrl)
  url.pathname = `/${name}`
  await makeDatabase(ownerUrl, name)
  const folder = await mkdtemp(join(tmpdir(), 'yiwang-rehearsal-'))
  try {
    const restored = await restore({ ...options, ownerUrl: url.href, dataFolder: folder })
    for (const part of ['tables', 'rows', 'files'] as const) {
      const [found, expected] = [restored[part], summary[part]]
      if (found !== expected) throw backupErrors.count_differs({ part, found, expected })
    }
    return restored
  } finally {
    await onServer(ownerUrl, `drop database ${name} with (force)`)
    await rm(folder, { recursive: true, force: true })
  }
}
