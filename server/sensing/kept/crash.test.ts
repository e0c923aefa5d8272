import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { appendFile, mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeFolder } from '../../../test/support/cluster.ts'
import { createEmptyDatabase } from '../../../test/support/database.ts'
import type { PassEnvironment } from '../../../test/support/kept-pass.ts'
import { type KeptSite, openKeptSite, type Sent } from '../../../test/support/kept-site.ts'
import { personCtx } from '../../../test/support/kernel.ts'
import { backUp } from '../../kernel/backup/dump.ts'
import { restore } from '../../kernel/backup/restore.ts'
import { idOfPath } from './layout.ts'
import { verifyReadings } from './verify/command.ts'
import { verifyKept } from './verify/verify.ts'

const HOUR_MS = 3_600_000
const PASS = join(import.meta.dirname, '../../../test/support/kept-pass.ts')

let site: KeptSite
const sent = new Map<string, number>()

before(async () => {
  site = await openKeptSite(2, '2026-03-02T10:00:00Z')
})
after(() => site.stop())

/** A reading a minute for some hours up to now, and late ones of the days before. */
async function fill(hours: number): Promise<void> {
  const nowMs = site.clock.now().getTime()
  const readings: Sent[] = []
  for (let minute = 0; minute < hours * 60; minute += 1)
    readings.push({ thing: 'BED-1', property: 'heat', atMs: nowMs - minute * 60_000, seq: 0, value: minute % 50 })
  for (let late = 0; late < 20; late += 1)
    readings.push({ thing: 'BED-1', property: 'heat', atMs: nowMs - (30 + late) * HOUR_MS, seq: 7, value: late + 0.5 })
  await site.send(readings)
  for (const { atMs, seq, value } of readings) if (!sent.has(`${atMs} ${seq}`)) sent.set(`${atMs} ${seq}`, value)
}

async function assertAll(): Promise<void> {
  const ctx = personCtx(site.kernel, 'leader', '')
  const query = { from: '2026-01-01T00:00:00Z', property: 'heat', limit: 20_000 }
  const { series } = await site.sensing.views.readings(ctx, 'BED-1', query)
  const found = (series[0]?.readings ?? []).map(({ value }) => value)
  const expected = [...sent].sort(([a], [b]) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1))
  assert.deepEqual(
    found,
    expected.map(([, value]) => value),
  )
}

/** One pass in a process of its own; gives the step at which it died, or how many steps it had. */
const pass = (diesAt: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const env: PassEnvironment = {
      PATH: process.env.PATH,
      KEPT_URL: site.database.appUrl,
      KEPT_FOLDER: site.folder,
      KEPT_NOW: site.clock.now().toISOString(),
      KEPT_DIES: String(diesAt),
    }
    execFile(process.execPath, [PASS], { env }, (error, stdout, stderr) => {
      if (error !== null && error.signal !== 'SIGKILL') reject(new Error(`${error.message}${stderr}`))
      else resolve(stdout)
    })
  })

const filesThere = async (): Promise<string[]> =>
  (await readdir(site.folder, { recursive: true })).filter((path) => Number.isInteger(idOfPath(path)))

test('a pass killed at any step loses and doubles nothing, and the next one goes on', async (t) => {
  const seed = Number(process.env.KEPT_SEED ?? Math.floor(site.clock.now().getTime() / 1000))
  t.diagnostic(`KEPT_SEED=${seed}`)
  const died: string[] = []
  // Ten steps a segment, and a stride that comes upon each of them once.
  for (let turn = 0; turn < 10; turn += 1) {
    await fill(4)
    // What is remembered is saved when the program stops; only that is sealed.
    await site.restart()
    site.clock.advance(3 * HOUR_MS)
    const step = (seed + turn * 7) % 20
    died.push(await pass(step))
    await assertAll()
    assert.equal((await verifyKept(site.kernel.pool, site.folder)).ok, true)
  }
  t.diagnostic(`died at: ${died.join(', ')}`)
  assert.ok(died.filter((step) => !step.startsWith('done')).length >= 6)
  assert.match(await pass(-1), /^done/)
  await assertAll()
  const { ok, balance, files } = await verifyKept(site.kernel.pool, site.folder)
  assert.ok(ok)
  assert.ok(balance.inSegments > balance.inDatabase)
  // What the dead left behind is gone but for what was retired a moment ago.
  const [known] = await site.query<{ files: number }>(`select 3 * count(*)::integer as files from sensing.segment`)
  assert.equal((await filesThere()).length, known?.files)
  assert.ok(files > 0)
})

test('a full disk costs nothing: readings stay in the database until there is room', async () => {
  await fill(4)
  site.clock.advance(6 * HOUR_MS)
  await mkdir(join(site.folder, 'draft.tmp'), { recursive: true })
  await symlink('/dev/full', join(site.folder, 'draft.tmp/hour.parquet'))
  await assert.rejects(site.sensing.keep(), /No space left|disk/i)
  await assertAll()
  assert.ok((await verifyKept(site.kernel.pool, site.folder)).ok)
  const result = await site.sensing.keep()
  assert.ok((result?.hours ?? 0) > 0)
  await assertAll()
})

test('a pass gives way to whoever reads for long, and writers do not wait behind it', async () => {
  await fill(3)
  site.clock.advance(6 * HOUR_MS)
  await site.kernel.pool.whole(async (tx) => {
    await tx.query('lock table sensing.reading in access share mode')
    const keeping = site.sensing.keep()
    await fill(1)
    const result = await keeping
    assert.equal(result?.busy, true)
  })
  await assertAll()
  assert.ok(((await site.sensing.keep())?.hours ?? 0) > 0)
  await assertAll()
})

test('a backup holds the files, and a restored place verifies', async () => {
  await fill(2)
  const file = join(site.dataFolder, '../kept-backup.yiwang')
  const { dataFolder, clock } = site
  await rm(file, { force: true })
  const { balance } = await verifyKept(site.kernel.pool, site.folder)
  await backUp({ ownerUrl: site.database.ownerUrl, dataFolder, file, clock, version: '0.1.0' })
  // Taken while nothing may be removed, whatever becomes of the segments meanwhile.
  site.clock.advance(6 * HOUR_MS)
  await site.sensing.keep()
  const database = await createEmptyDatabase()
  const folder = await makeFolder('restored')
  try {
    await restore({ ownerUrl: database.ownerUrl, dataFolder: folder, file, clock })
    const { ok, report } = await verifyReadings(database.ownerUrl, folder)
    assert.deepEqual(report.findings, [])
    assert.ok(ok && report.balance.inSegments > 0 && report.balance.inDatabase > 0)
    assert.deepEqual(report.balance, balance)
  } finally {
    await database.drop()
    await rm(folder, { recursive: true })
    await rm(file)
  }
})

test('a changed file, a lost one and a changed reading are found; nothing is sealed over a changed reading', async () => {
  const find = async () => (await verifyKept(site.kernel.pool, site.folder)).findings.map(({ en }) => en)
  assert.deepEqual(await find(), [])
  const [live] = await site.query<{ id: number }>(`select max(id) as id from sensing.segment where retired_at is null`)
  const path = join(
    site.folder,
    (await filesThere()).find((one) => idOfPath(one) === live?.id && /reading/.test(one)) ?? '',
  )
  const bytes = await readFile(path)
  await appendFile(path, 'x')
  assert.match((await find()).join(), /changed or lost/)
  await truncate(path, bytes.length - 1)
  assert.match((await find()).join(), /changed or lost/)
  await writeFile(path, bytes)
  assert.deepEqual(await find(), [])

  await fill(1)
  await site.owner(`update sensing.reading set value = value + 1 where no = (select max(no) from sensing.reading)`)
  assert.match((await find()).join(), /not those that were committed/)
  site.clock.advance(6 * HOUR_MS)
  const result = await site.sensing.keep()
  assert.ok((result?.falseNo ?? 0) > 0)
  assert.equal(result?.hours, 0)
  await site.owner(`delete from sensing.reading where no = (select max(no) from sensing.reading)`)
  assert.match((await find()).join(), /differs by 1/)
})
