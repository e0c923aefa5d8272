import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type KeptSite, openKeptSite } from '../../../../test/support/kept-site.ts'
import { personCtx } from '../../../../test/support/kernel.ts'
import { systemClock } from '../../../kernel/clock.ts'
import { verifyKept } from '../verify/verify.ts'

const HOUR_MS = 3_600_000

let site: KeptSite

before(async () => {
  site = await openKeptSite(1, new Date(systemClock.now().getTime() - 9 * HOUR_MS).toISOString(), { apart: true })
})
after(() => site.stop())

const fill = (hours: number): Promise<number> =>
  site.send(
    Array.from({ length: 60 }, (_, minute) => ({
      thing: 'BED-1',
      property: 'heat',
      atMs: site.clock.now().getTime() - hours * HOUR_MS - minute * 1000,
      seq: 0,
      value: minute,
    })),
  )

async function seen(): Promise<{ one: number; summed: number }> {
  const ctx = personCtx(site.kernel, 'leader', '')
  const from = new Date(site.clock.now().getTime() - 20 * HOUR_MS).toISOString()
  const query = { from, to: new Date(site.clock.now().getTime() + 1).toISOString(), property: 'heat' }
  const { series } = await site.sensing.views.readings(ctx, 'BED-1', { ...query, limit: 1000 })
  const { series: sums } = await site.sensing.views.buckets(ctx, 'BED-1', { ...query, points: 10 })
  const summed = (sums[0]?.buckets ?? []).reduce((total, { count }) => total + count, 0)
  return { one: series[0]?.readings.length ?? 0, summed }
}

test('a process apart seals while this one takes readings, and says what it did', async () => {
  for (let hour = 0; hour < 4; hour += 1) {
    await fill(0)
    site.clock.advance(HOUR_MS)
  }
  let isKeeping = true
  const keeping = site.sensing.keep().finally(() => {
    isKeeping = false
  })
  assert.equal(await fill(0), 0)
  // Nobody misses a reading or sees it twice, however far the pass is.
  for (let turn = 0; isKeeping || turn === 0; turn += 1) assert.deepEqual(await seen(), { one: 300, summed: 300 })
  const result = await keeping
  assert.ok((result?.hours ?? 0) >= 3, JSON.stringify(result))
  const { ok, balance } = await verifyKept(site.kernel.pool, site.folder)
  assert.ok(ok && balance.inSegments >= 180)
  assert.match(await site.kernel.metrics.text(), /yiwang_kept_readings (1[89]\d|[2-9]\d\d)/)
})

test('nothing is sealed while the disk is nearly full; nobody misses it, and the next pass after that does it', async (t) => {
  let free = 10_000
  const small = await openKeptSite(1, '2026-03-02T10:00:00Z', { freeBytes: async () => free })
  t.after(small.stop)
  const atMs = small.clock.now().getTime()
  await small.send([{ thing: 'BED-1', property: 'heat', atMs, seq: 0, value: 20 }])
  small.clock.advance(5 * HOUR_MS)
  free = 500
  await small.kernel.space.look()
  assert.equal(await small.sensing.keep(), undefined)
  free = 10_000
  await small.kernel.space.look()
  assert.equal((await small.sensing.keep())?.hours, 1)
})

test('a program that stops does not wait for the pass under way, and the next start goes on', async () => {
  await fill(0)
  const keeping = site.sensing.keep()
  await site.restart()
  await keeping
  assert.ok((await verifyKept(site.kernel.pool, site.folder)).ok)
  assert.equal((await site.sensing.keep())?.falseNo, null)
  assert.ok((await verifyKept(site.kernel.pool, site.folder)).ok)
})
