import assert from 'node:assert/strict'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import pg from 'pg'
import { createEmptyDatabase } from '../../../test/support/database.ts'
import { Fault } from '../errors.ts'
import { MIGRATIONS, migrate } from './migrate.ts'

let database: Awaited<ReturnType<typeof createEmptyDatabase>>
let folder: string

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yiwang-migrations-'))
})
beforeEach(async () => {
  await database?.drop()
  database = await createEmptyDatabase()
  await rm(folder, { recursive: true })
  await cp(MIGRATIONS, folder, {
    recursive: true,
    filter: (path) => path === MIGRATIONS || path.endsWith('0001_kernel.sql'),
  })
})
after(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

const add = (name: string, sql: string) => writeFile(join(folder, name), sql)
const go = (to?: number) => migrate(database.ownerUrl, { folder, ...(to !== undefined && { to }) })

const saying = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof Fault && error.code === code && text.test(error.say('en')) && error.say('zh') !== ''

test('each is applied once, in order, and up to the one asked for', async () => {
  await add('0002_more.sql', 'create table public.second (id int)')
  await add('0003_more.sql', 'create table public.third (id int)')
  assert.deepEqual(await go(2), ['0001_kernel.sql', '0002_more.sql'])
  assert.deepEqual(await go(), ['0003_more.sql'])
  assert.deepEqual(await go(), [])
})

test('two starters at once take turns', async () => {
  const applied = await Promise.all([go(), go(), go()])
  assert.deepEqual(applied.flat(), ['0001_kernel.sql'])
})

test('data of a newer version is refused', async () => {
  await add('0002_future.sql', 'create table public.future (id int)')
  await go()
  await rm(join(folder, '0002_future.sql'))
  await assert.rejects(go(), saying('database.newer', /newer version of Yiwang \(migration 0002_future\.sql/))
})

test('an edited migration is refused; other line ends are no edit', async () => {
  await add('0002_more.sql', 'create table public.more (id int);\nselect 1;\n')
  await go()
  await add('0002_more.sql', 'create table public.more (id int);\r\nselect 1;\r\n')
  assert.deepEqual(await go(), [])
  await add('0002_more.sql', 'create table public.more (id bigint);\nselect 1;\n')
  await assert.rejects(go(), saying('database.edited', /0002_more\.sql was edited/))
})

test('one that fails changes nothing and says where', async () => {
  await add('0002_broken.sql', 'create table public.half (id int);\n\nselect nonsense;\n')
  await assert.rejects(
    go(),
    saying('database.migration_failed', /0002_broken\.sql.*"nonsense" does not exist \(line 3\)/),
  )
  const client = new pg.Client(database.ownerUrl)
  await client.connect()
  const found = await client.query(
    `select to_regclass('public.half') as half, count(*)::int as applied from public.migration`,
  )
  await client.end()
  assert.deepEqual(found.rows, [{ half: null, applied: 1 }])
})

test('a gap in the numbers is refused', async () => {
  await add('0003_late.sql', 'select 1')
  await assert.rejects(go(), saying('database.misnumbered', /0003_late\.sql/))
})
