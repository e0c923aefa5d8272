import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { databaseErrors } from './errors.ts'
import { connectOwner } from './owner.ts'

/** Where the migrations lie: forward-only SQL, `NNNN_<module>.sql`. */
export const MIGRATIONS = join(import.meta.dirname, '../../../db/migrations')

/** Held while migrating, so that two starters take turns. */
const LOCK = 7_943_001

export interface Migration {
  number: number
  name: string
  sql: string
  sha256: string
}

export interface MigrateOptions {
  /** The last migration to apply; all without. */
  to?: number
  /** Another folder of migrations, for tests. */
  folder?: string
}

/** The migrations of a folder in order; a gap or a stray name is refused. */
export async function readMigrations(folder = MIGRATIONS): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name, index) => {
      const number = index + 1
      if (!name.startsWith(`${String(number).padStart(4, '0')}_`)) throw databaseErrors.misnumbered({ name })
      // A checkout may have changed the line ends; that is no edit.
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n')
      return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** Brings the database to the newest schema (or to `to`), each migration in a transaction of its own; returns the names applied. */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(options.folder)
  const client = await connectOwner(ownerUrl)
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(`create table if not exists public.migration (
      number integer primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`)
    const applied = await client.query<{ number: number; name: string; sha256: string }>(
      'select number, name, sha256 from public.migration order by number',
    )
    for (const row of applied.rows) {
      const known = migrations[row.number - 1]
      if (known === undefined) throw databaseErrors.newer({ name: row.name })
      if (known.sha256 !== row.sha256) throw databaseErrors.edited({ name: row.name })
    }
    const pending = migrations.slice(applied.rows.length, options.to)
    for (const migration of pending) await apply(client, migration)
    return pending.map((migration) => migration.name)
  } finally {
    // Ending the session also gives the lock back.
    await client.end()
  }
}

async function apply(client: pg.Client, { number, name, sql, sha256 }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into public.migration (number, name, sha256) values ($1, $2, $3)', [
      number,
      name,
      sha256,
    ])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    throw databaseErrors.migration_failed({ name, reason: describe(cause, sql) }, { cause })
  }
}

function describe(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return error instanceof Error ? error.message : String(error)
  const at = error.position === undefined ? '' : ` (line ${sql.slice(0, Number(error.position)).split('\n').length})`
  return `${error.message}${at}`
}
