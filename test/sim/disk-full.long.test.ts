import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdir, open, rm, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { newId } from '../../server/kernel/ids.ts'
import { verifyJournal } from '../../server/kernel/journal/verify/verify.ts'
import { demoSecret } from '../../server/sensing/index.ts'
import { makeFolder } from '../support/cluster.ts'
import { until } from '../support/until.ts'
import { type Killable, startKillable } from './killable.ts'
import { readRecords } from './records.ts'

const run = promisify(execFile)
const MB = 1_048_576
const DISK_MB = 800
const RESERVE_MB = 150
const LIMIT_MS = 90_000

/** A small disk of its own, or undefined where this user may not make one. */
async function mountSmall(): Promise<string | undefined> {
  const folder = await makeFolder('full')
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'yiwang-test', folder]).then(
    () => true,
    () => false,
  )
  return mounted ? folder : undefined
}

async function freeMb(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return (bavail * bsize) / MB
}

/** Fills the disk up to so many megabytes. */
async function fill(folder: string, leaveMb: number): Promise<void> {
  const ballast = await open(join(folder, 'ballast'), 'a')
  try {
    const piece = Buffer.alloc(MB / 4)
    while ((await freeMb(folder)) > leaveMb) await ballast.write(piece)
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ENOSPC')
  } finally {
    await ballast.close()
  }
}

async function post(place: Killable, path: string, body: object, headers: Record<string, string>) {
  const id = newId()
  const answer = await fetch(`${place.address()}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': id, ...headers },
    body: JSON.stringify(body),
  }).catch(() => undefined)
  const text = await answer?.text().catch(() => undefined)
  return { id, status: answer?.status ?? 0, code: text?.startsWith('{') ? JSON.parse(text).code : undefined }
}

const note = (place: Killable) => post(place, '/api/v1/notes', { book: 'disk', text: newId() }, place.headers())

async function sendReading(place: Killable, thing: string, property: string) {
  const authorization = `Basic ${Buffer.from(`${thing}:${demoSecret('demo', thing)}`).toString('base64')}`
  return post(place, '/api/v1/readings', [{ thing, property, value: 1 }], { authorization })
}

/** A thing of the demo that reports a number. */
async function findThing(place: Killable): Promise<{ code: string; property: string }> {
  const answer = await fetch(`${place.address()}/api/v1/city/things?type=flood.gauge&limit=1`, {
    headers: place.headers(),
  })
  const { items } = (await answer.json()) as { items: { code: string }[] }
  return { code: items[0]?.code ?? '', property: 'level' }
}

test('a disk that fills up: readings stop first, cases go on; full to the end nothing acknowledged is lost', async (t) => {
  const folder = await mountSmall()
  if (folder === undefined) return t.skip('only root may mount a small disk')
  const data = join(folder, 'data')
  await mkdir(data)
  const place = await startKillable(data, { YIWANG_DISK_RESERVE: String(RESERVE_MB) })
  t.after(async () => {
    await place.end()
    await run('umount', ['-l', folder])
    await rm(folder, { recursive: true })
  })
  const acknowledged: string[] = []
  const noted = async () => {
    const { id, status } = await note(place)
    if (status === 200) acknowledged.push(id)
    return status === 200
  }
  const { code, property } = await findThing(place)
  assert.equal((await sendReading(place, code, property)).status, 200)

  await fill(folder, RESERVE_MB - 30)
  await until(async () => (await sendReading(place, code, property)).code === 'kernel.disk_full', 'readings refused')
  for (let i = 0; i < 20; i += 1) assert.ok(await noted(), 'case work goes on')

  await fill(folder, 0)
  let refused = 0
  for (let i = 0; i < 400 && refused < 5; i += 1) if (!(await noted())) refused += 1
  t.diagnostic(`${acknowledged.length} acknowledged, ${refused} refused on the full disk`)

  await rm(join(folder, 'ballast'))
  await until(noted, 'case work again', LIMIT_MS)
  await until(async () => (await sendReading(place, code, property)).status === 200, 'readings again', LIMIT_MS)
  await until(
    async () => (await verifyJournal({ ownerUrl: place.ownerUrl(), dataFolder: data })).unsealed === 0,
    'seal',
  )
  const { findings } = await verifyJournal({ ownerUrl: place.ownerUrl(), dataFolder: data })
  assert.deepEqual(findings, [])
  const kept = new Set((await readRecords(place)).notes.map(({ command_id }) => command_id))
  for (const id of acknowledged) assert.ok(kept.has(id), 'an acknowledged write is gone')
})
