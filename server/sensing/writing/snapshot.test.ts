import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestKernel } from '../../../test/support/kernel.ts'
import { createNewest } from '../intake/newest.ts'
import { FIRST_GAP_MS } from '../intake/usual-gap.ts'
import { restoreNewest, saveSnapshot, takeSnapshot } from './snapshot.ts'

const SERIES = 4096 + 3
let site: Awaited<ReturnType<typeof createTestKernel>>

before(async () => {
  site = await createTestKernel()
})
after(() => site.stop())

function minutely() {
  const newest = createNewest()
  for (let i = 0; i < 200; i += 1) newest.place(SERIES, i * 60_000, i, 20 + i)
  return newest
}

async function restored() {
  const newest = createNewest()
  await site.kernel.pool.whole((tx) => restoreNewest(tx, newest))
  return newest
}

test('what a snapshot holds comes back whole, and how often each is read too', async () => {
  const newest = minutely()
  await saveSnapshot(site.kernel.pool, takeSnapshot(newest, 0))
  const again = await restored()
  const of = (one: typeof newest) => [one.atOf(SERIES), one.seqOf(SERIES), one.valueOf(SERIES), one.gapOf(SERIES)]
  assert.deepEqual(of(again), of(newest))
  assert.ok(Math.abs(again.gapOf(SERIES) - 60_000) < 1000)
  assert.equal(again.atOf(SERIES - 1), undefined)
})

test('a snapshot of an earlier version is read; how often each is read is learned again', async () => {
  const { no, chunks, series } = takeSnapshot(minutely(), 0)
  const narrow = [...chunks].map(([chunk, data]) => {
    const parts = Array.from({ length: data.length / 24 }, (_, i) => data.subarray(i * 24, i * 24 + 20))
    return [chunk, Buffer.concat(parts)] as const
  })
  await saveSnapshot(site.kernel.pool, { no, chunks: new Map(narrow), series })
  const again = await restored()
  assert.deepEqual([again.atOf(SERIES), again.valueOf(SERIES)], [199 * 60_000, 219])
  assert.equal(again.gapOf(SERIES), FIRST_GAP_MS)
})
