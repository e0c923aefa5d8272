import assert from 'node:assert/strict'
import { cp, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { makeFolder } from '../../../test/support/cluster.ts'
import { createEmptyDatabase } from '../../../test/support/database.ts'
import { type Library, libraryCtx, noteBook, openLibrary } from '../../../test/support/library.ts'
import { systemClock } from '../clock.ts'
import { MIGRATIONS, migrate, readMigrations } from '../database/migrate.ts'
import { ensureRoles } from '../database/roles.ts'
import { Fault } from '../errors.ts'
import { newId } from '../ids.ts'
import { createKernel } from '../index.ts'
import { verifyJournal } from '../journal/verify/verify.ts'
import { createLog } from '../log.ts'
import { type BackupSummary, backUp } from './dump.ts'
import { rehearse } from './rehearse.ts'
import { restore } from './restore.ts'

let library: Library
let folder: string
let file: string
let summary: BackupSummary
let migrations: string

const SHELF = `
  create schema shelf;
  create table shelf.book (id integer primary key, twin integer references shelf.book (id));
  insert into shelf.book values (7, 7);
  create table shelf.reading (id bigint generated always as identity, at timestamptz not null, value double precision,
    doubled double precision generated always as (value * 2) stored) partition by range (at);`

// As a module makes them while the program runs.
const PARTITIONS = `
  create table shelf.reading_early partition of shelf.reading for values from (minvalue) to ('2026-01-01 00:00+00');
  create table shelf.reading_late partition of shelf.reading for values from ('2026-01-01 00:00+00') to (maxvalue);
  create index reading_late_own on shelf.reading_late (value);
  grant select on shelf.reading_late to yiwang_app;
  insert into shelf.reading (at, value) values ('2025-05-05', 0.1), ('2026-05-05', 1e-300), ('2026-05-06', 'NaN');
  insert into shelf.book values (2, 1), (1, 2)`

/** The project's migrations and some of a library. */
async function migrationsWith(...texts: string[]): Promise<string> {
  const into = join(folder, `migrations-${texts.length}`)
  await cp(MIGRATIONS, into, { recursive: true })
  const count = (await readMigrations()).length
  for (const [at, text] of texts.entries()) {
    await writeFile(join(into, `${String(count + at + 1).padStart(4, '0')}_shelf.sql`), text)
  }
  return into
}

const inDatabase = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const isFault = (code: string) => (error: unknown) => error instanceof Fault && error.code === code

before(async () => {
  library = await openLibrary()
  folder = await makeFolder('backup')
  file = join(folder, 'backup.yiwang')
  migrations = await migrationsWith(SHELF)
  await migrate(library.database.ownerUrl, { folder: migrations })
  await inDatabase(library.database.ownerUrl, (owner) => owner.query(PARTITIONS))
  await mkdir(join(library.folder, 'photos/ab'), { recursive: true })
  await writeFile(join(library.folder, 'photos/ab/photo.jpg'), Buffer.from([0, 255, 10, 13, 0]))
  await writeFile(join(library.folder, 'secrets.json'), '{"superuser": "old", "pepper": "kept"}')
  await library.kernel.start()
  for (let n = 0; n < 30; n += 1) await library.note(`${n % 4}`, `text\t${n}\n\\ 一网`, { reader: `reader ${n}` })
  await library.kernel.settled()
  // Writers go on while the backup is taken.
  const writing = Array.from({ length: 40 }, (_, n) => library.note(`later ${n % 3}`, String(n)))
  summary = await backUp({
    ownerUrl: library.database.ownerUrl,
    dataFolder: library.folder,
    file,
    clock: systemClock,
    version: '0.1.0',
  })
  await Promise.all(writing)
  await library.kernel.settled()
})
after(async () => {
  await library.close()
  await rm(folder, { recursive: true })
})

/** An empty place to restore into. */
async function emptyPlace() {
  const database = await createEmptyDatabase()
  const dataFolder = await makeFolder('restored')
  return {
    ownerUrl: database.ownerUrl,
    dataFolder,
    async remove() {
      await database.drop()
      await rm(dataFolder, { recursive: true })
    },
    urls: () => ensureRoles(database.ownerUrl, database.folder),
  }
}

test('a backup taken under writes comes back whole, in a new era, and its journal goes on', async () => {
  const place = await emptyPlace()
  await writeFile(join(place.dataFolder, 'secrets.json'), '{"superuser": "new"}')
  const restored = await restore({ ...place, file, migrations, clock: systemClock })
  assert.deepEqual([restored.report.findings, restored.report.ok], [[], true])
  assert.equal(restored.rows, summary.rows)
  assert.deepEqual(JSON.parse(await readFile(join(place.dataFolder, 'secrets.json'), 'utf8')), {
    superuser: 'new',
    pepper: 'kept',
  })
  assert.deepEqual(await readFile(join(place.dataFolder, 'photos/ab/photo.jpg')), Buffer.from([0, 255, 10, 13, 0]))
  assert.equal((await stat(join(place.dataFolder, 'keys/journal.pem'))).mode & 0o777, 0o600)

  const kernel = createKernel({
    ...(await place.urls()),
    clock: systemClock,
    log: createLog('silent'),
    dataFolder: place.dataFolder,
  })
  await kernel.start()
  await kernel.run(noteBook, libraryCtx, newId(), { book: '1', text: 'after' })
  await kernel.settled()
  const report = await verifyJournal(place)
  assert.deepEqual([report.ok, report.unsealed], [true, 0])
  assert.equal(report.sealed, restored.report.sealed + restored.report.unsealed + 1)
  assert.match(report.era, /\+/)
  await kernel.stop()
  await place.remove()
})

test('partitions, their own indexes, generated columns, references and sequences come back', async () => {
  const place = await emptyPlace()
  await restore({ ...place, file, migrations, clock: systemClock })
  await inDatabase(place.ownerUrl, async (client) => {
    const rows = async (sql: string) => (await client.query({ text: sql, rowMode: 'array' })).rows
    assert.deepEqual(
      await rows('select id::int, value, doubled, tableoid::regclass::text from shelf.reading order by id'),
      [
        [1, 0.1, 0.2, 'shelf.reading_early'],
        [2, 1e-300, 2e-300, 'shelf.reading_late'],
        [3, Number.NaN, Number.NaN, 'shelf.reading_late'],
      ],
    )
    assert.deepEqual(await rows(`select to_regclass('shelf.reading_late_own') is not null`), [[true]])
    assert.deepEqual(await rows(`select has_table_privilege('yiwang_app', 'shelf.reading_late', 'select')`), [[true]])
    await client.query(`insert into shelf.reading (at, value) values ('2026-06-06', 4)`)
    assert.deepEqual(await rows('select max(id)::int from shelf.reading'), [[4]])
    await assert.rejects(client.query('insert into shelf.book values (3, 9)'), /foreign key/)
  })
  await place.remove()
})

test('an older backup is moved forward to the schema of this version; one of a newer version is refused', async () => {
  const place = await emptyPlace()
  const newer = await migrationsWith(SHELF, `alter table shelf.book add title text not null default 'untitled'`)
  const { applied } = await restore({ ...place, file, migrations: newer, clock: systemClock })
  assert.equal(applied.length, 1)
  const titles = await inDatabase(place.ownerUrl, (client) => client.query('select distinct title from shelf.book'))
  assert.deepEqual(titles.rows, [{ title: 'untitled' }])
  await place.remove()
  const next = await emptyPlace()
  await assert.rejects(restore({ ...next, file, clock: systemClock }), isFault('database.newer'))
  await next.remove()
})

test('a backup is proved by restoring it beside the store it was taken from', async () => {
  const { ownerUrl } = library.database
  const restored = await rehearse({ ownerUrl, file, migrations, clock: systemClock, summary })
  assert.equal(restored.report.ok, true)
  const wrong = { ...summary, rows: summary.rows + 1 }
  await assert.rejects(
    rehearse({ ownerUrl, file, migrations, clock: systemClock, summary: wrong }),
    isFault('backup.count_differs'),
  )
  assert.equal((await verifyJournal({ ownerUrl, dataFolder: library.folder })).ok, true)
})

test('where the owner may make no database, it is said what an administrator can do, and the backup stays', async () => {
  const { ownerUrl } = library.database
  const name = `plain_${newId().slice(-8)}`
  const plain = new URL(ownerUrl)
  plain.username = name
  plain.password = 'plain'
  await inDatabase(ownerUrl, (client) => client.query(`create role ${name} login password 'plain'`))
  const trying = rehearse({ ownerUrl: plain.href, file, migrations, clock: systemClock, summary })
  await assert.rejects(trying, isFault('backup.rehearsal_forbidden'))
  assert.ok((await stat(file)).size > 0)
  await inDatabase(ownerUrl, (client) => client.query(`drop role ${name}`))
})

test('a damaged, cut off or foreign file is refused, and so is a place that holds data', async () => {
  const bytes = await readFile(file)
  const bad = join(folder, 'bad.yiwang')
  const place = await emptyPlace()
  const attempt = () => restore({ ...place, file: bad, migrations, clock: systemClock })
  await writeFile(bad, 'something else')
  await assert.rejects(attempt(), isFault('backup.unknown_format'))
  await writeFile(bad, bytes.subarray(0, bytes.length / 2))
  await assert.rejects(attempt(), (error) => error instanceof Fault && error.code.startsWith('backup.'))
  await place.remove()

  const used = { ownerUrl: library.database.ownerUrl, dataFolder: library.folder }
  await assert.rejects(restore({ ...used, file, clock: systemClock }), isFault('backup.not_empty'))
  const inside = { ...used, clock: systemClock, version: '0.1.0' }
  await assert.rejects(backUp({ ...inside, file: join(library.folder, 'b') }), isFault('backup.inside'))
  await assert.rejects(backUp({ ...inside, file }), isFault('backup.exists'))
})
