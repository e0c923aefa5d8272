import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { FAST, makeFolder } from '../../../test/support/cluster.ts'
import { until } from '../../../test/support/until.ts'
import { Fault } from '../errors.ts'
import { type EmbeddedOptions, findRunning, startEmbedded } from './embedded.ts'
import { processStart } from './process.ts'

const made: string[] = []
const children: ChildProcess[] = []
after(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const folder of made) await rm(folder, { recursive: true, force: true })
})

async function newFolder(): Promise<string> {
  const folder = await makeFolder('embedded')
  made.push(folder)
  return folder
}

const start = (folder: string, more: Partial<EmbeddedOptions> = {}) =>
  startEmbedded({ folder, settings: FAST, ...more })

async function query<T extends pg.QueryResultRow>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** Another process of ours that runs the server until it is killed. */
async function startElsewhere(folder: string): Promise<ChildProcess> {
  const program = `
    import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))}
    await startEmbedded({ folder: ${JSON.stringify(folder)}, settings: ${JSON.stringify(FAST)} })
    process.stdin.resume()
    process.stdout.write('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  children.push(child)
  await once(child.stdout, 'data')
  return child
}

const isFault = (code: string) => (error: unknown) => error instanceof Fault && error.code === code

test('what was written is there after the next start', async () => {
  const folder = await newFolder()
  const first = await start(folder)
  assert.ok(first.created)
  await query(first.ownerUrl, `create table kept as select 'kept' as word`)
  await first.stop()
  const second = await start(folder)
  assert.ok(!second.created)
  assert.deepEqual(await query(second.ownerUrl, 'select word from kept'), [{ word: 'kept' }])
  assert.equal((await stat(join(folder, 'secrets.json'))).mode & 0o777, 0o600)
  const [facts] = await query(
    second.ownerUrl,
    `select d.datlocale, r.rolsuper from pg_database d, pg_roles r where datname = current_database() and rolname = current_user`,
  )
  assert.deepEqual(facts, { datlocale: 'C.UTF-8', rolsuper: false })
  await second.stop()
})

test('a server left behind by a killed run is stopped by its file, and the start succeeds', async () => {
  const folder = await newFolder()
  const killed = await startElsewhere(folder)
  const url = await findRunning(folder)
  assert.ok(url)
  await query(url, `create table kept as select 1 as number`)
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  assert.equal(await findRunning(folder), undefined)
  const notices: string[] = []
  const next = await start(folder, { say: (notice) => notices.push(notice.en) })
  assert.match(notices.join(), /earlier run/)
  assert.deepEqual(await query(next.ownerUrl, 'select number from kept'), [{ number: 1 }])
  await next.stop()
})

test('a second start on the same folder is refused and names the process', async () => {
  const folder = await newFolder()
  const holder = await startElsewhere(folder)
  await assert.rejects(start(folder), (error: unknown) => {
    assert.ok(error instanceof Fault)
    assert.equal(error.code, 'database.in_use')
    assert.equal(error.params.pid, holder.pid)
    return true
  })
  assert.ok(await findRunning(folder))
})

test('a killed server comes back on the same address with every acknowledged row', async () => {
  const folder = await newFolder()
  const server = await startEmbedded({ folder })
  await query(server.ownerUrl, 'create table counted (number int primary key)')
  let acknowledged = 0
  for (let round = 1; round <= 3; round += 1) {
    const pid = server.pid
    const client = new pg.Client(server.ownerUrl)
    client.on('error', () => {})
    await client.connect()
    const writes = (async () => {
      for (;;) {
        await client.query('insert into counted values ($1)', [acknowledged + 1])
        acknowledged += 1
      }
    })()
    const target = acknowledged + 20
    await until(() => acknowledged >= target, 'some writes')
    process.kill(pid, 'SIGKILL')
    await assert.rejects(writes)
    await until(() => server.pid !== pid, 'a new server')
    const [row] = await until(() =>
      query<{ most: number; rows: number }>(
        server.ownerUrl,
        'select max(number)::int as most, count(*)::int as rows from counted',
      ).catch(() => undefined),
    )
    assert.ok(row)
    assert.equal(row.most, row.rows)
    assert.ok(row.most === acknowledged || row.most === acknowledged + 1, `${row.most} of ${acknowledged}`)
    acknowledged = row.most
  }
  await server.stop()
  assert.equal(await processStart(server.pid), undefined)
})

test('a process number that belongs to a stranger by now does not keep the server from starting', async () => {
  const folder = await newFolder()
  const first = await start(folder)
  const file = join(first.home, 'postgres/postmaster.pid')
  const text = await readFile(file, 'utf8')
  await first.stop()
  await writeFile(file, text.replace(/^\d+/, String(process.pid)))
  const second = await start(folder)
  assert.notEqual(second.pid, process.pid)
  await second.stop()
})

test('a cluster of another PostgreSQL is refused', async () => {
  const folder = await newFolder()
  await mkdir(join(folder, 'postgres'))
  await writeFile(join(folder, 'postgres/PG_VERSION'), '19\n')
  await assert.rejects(start(folder), isFault('database.cluster_version'))
})

test('a folder that cannot be used is refused in one line', async () => {
  const folder = await newFolder()
  await writeFile(join(folder, 'file'), '')
  await assert.rejects(start(join(folder, 'file/data')), isFault('database.folder'))
})

test('where only root can enter, the cluster lies elsewhere and the folder says where', {
  // Only root meets this: anybody else runs PostgreSQL as himself.
  ...(process.getuid?.() !== 0 && { skip: 'needs root' }),
}, async () => {
  const closed = join(await newFolder(), 'closed')
  await mkdir(closed, { mode: 0o700 })
  const folder = join(closed, 'data')
  const notices: string[] = []
  const first = await start(folder, { say: (notice) => notices.push(notice.en) })
  made.push(first.home)
  assert.match(notices.join(), /Only root can enter/)
  assert.ok(!first.home.startsWith(closed))
  assert.equal((await readFile(join(folder, 'postgres.elsewhere'), 'utf8')).trim(), first.home)
  await query(first.ownerUrl, 'create table kept as select 1 as number')
  await first.stop()
  const second = await start(folder)
  assert.deepEqual(await query(second.ownerUrl, 'select number from kept'), [{ number: 1 }])
  await second.stop()
})
