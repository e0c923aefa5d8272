import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type KeptSite, openKeptSite, type Sent } from '../../../test/support/kept-site.ts'
import { personCtx } from '../../../test/support/kernel.ts'
import { newId } from '../../kernel/ids.ts'
import { verifyKept } from '../kept/verify/verify.ts'
import { dropRetention, setRetention } from './commands.ts'
import { listRetained } from './list.ts'

const DAY_MS = 86_400_000
const DAYS = 40

let site: KeptSite

const admin = () => personCtx(site.kernel, 'admin', '')
const nowMs = (): number => site.clock.now().getTime()

/** The days ago whose readings are shown, newest first. */
async function shown(): Promise<number[]> {
  const query = { from: '2026-01-01T00:00:00Z', property: 'heat', limit: 1000 }
  const { series } = await site.sensing.views.readings(admin(), 'BED-1', query)
  return (series[0]?.readings ?? []).map(({ value }) => Number(value)).reverse()
}

async function summed(): Promise<number> {
  const query = { from: '2026-01-01T00:00:00Z', property: 'heat', points: 100 }
  const { series } = await site.sensing.views.buckets(admin(), 'BED-1', query)
  return (series[0]?.buckets ?? []).reduce((count, bucket) => count + bucket.count, 0)
}

const inFiles = async (): Promise<number> =>
  Number(
    (await site.query<{ n: number }>(`select sum(reading_count) as n from sensing.segment where retired_at is null`))[0]
      ?.n,
  )

const firstDays = (count: number): number[] => Array.from({ length: count }, (_, day) => day)

before(async () => {
  // A Wednesday.
  site = await openKeptSite(1, '2026-03-04T12:00:00Z')
  const readings = firstDays(DAYS).map(
    (day): Sent => ({ thing: 'BED-1', property: 'heat', atMs: nowMs() - day * DAY_MS - 60_000, seq: 0, value: day }),
  )
  await site.send(readings)
  await site.sensing.keep()
})
after(() => site.stop())

test('what is over is not shown from that moment on, and out of every file after the turn of the week', async () => {
  assert.deepEqual(await shown(), firstDays(DAYS))
  await site.kernel.run(setRetention, admin(), newId(), { type: '*', keepDays: 10, reason: 'rule 7' })
  assert.deepEqual(await shown(), firstDays(10))
  assert.equal(await summed(), 10)
  assert.equal(await inFiles(), DAYS - 1)
  const result = await site.sensing.keep()
  // Ten days before that Wednesday is a Sunday: the week before it is over.
  const monday = Date.parse('2026-02-16T00:00:00Z')
  const gone = firstDays(DAYS).filter((day) => nowMs() - day * DAY_MS - 60_000 < monday).length
  assert.equal(result?.expired, gone)
  assert.equal(await inFiles(), DAYS - 1 - gone)
  assert.deepEqual(await shown(), firstDays(10))
  const { items } = await listRetained(site.kernel, admin())
  assert.equal(items[0]?.removedBefore, new Date(monday).toISOString())
  assert.ok((await verifyKept(site.kernel.pool, site.folder)).ok)
  const [entry] = await site.query<{ n: number }>(
    `select sum((payload->>'expired')::integer) as n from kernel.journal where kind = 'readings.expired'`,
  )
  assert.equal(Number(entry?.n), gone)
})

test('a type kept for ever is not touched by the line for every type', async () => {
  const type = 'greenhouse.bed'
  await site.kernel.run(setRetention, admin(), newId(), { type, keepDays: null, reason: 'needed for the study' })
  assert.ok((await shown()).length > 10)
  const before = await inFiles()
  site.clock.advance(14 * DAY_MS)
  assert.equal((await site.sensing.keep())?.expired, 0)
  // The reading that was still in the database is in a file by now.
  assert.equal(await inFiles(), before + 1)
})

test('late readings that are over are not kept at all; without a line readings are kept for ever', async () => {
  await site.kernel.run(dropRetention, admin(), newId(), { type: 'greenhouse.bed' })
  assert.deepEqual(await shown(), [])
  await site.send([{ thing: 'BED-1', property: 'heat', atMs: nowMs() - 12 * DAY_MS, seq: 0, value: 77 }])
  assert.deepEqual(await shown(), [])
  await site.sensing.keep()
  await site.kernel.run(dropRetention, admin(), newId(), { type: '*' })
  assert.ok(!(await shown()).includes(77))
  const { ok, findings } = await verifyKept(site.kernel.pool, site.folder)
  assert.deepEqual(findings, [])
  assert.ok(ok)
})
