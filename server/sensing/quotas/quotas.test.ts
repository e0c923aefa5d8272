import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { bed, greenhouse } from '../../../test/support/greenhouse.ts'
import { createTestKernel, personCtx } from '../../../test/support/kernel.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { createKernel, type Kernel } from '../../kernel/index.ts'
import { createLog } from '../../kernel/log.ts'
import { createSensing, type Sensing, type Source } from '../index.ts'
import { HELD_LIMIT, USUAL_PER_MINUTE } from './meter.ts'

const gateway: Source = { id: 'device:gate', door: 'http', divisionKey: '', may: () => true }
const options = { locale: 'en' as const }
const TYPE = { kind: 'type', id: 'greenhouse.bed' } as const

let site: Awaited<ReturnType<typeof createTestKernel>>
let kernel: Kernel
let sensing: Sensing

/** The module in a process of its own, as far as memory goes. */
async function open(): Promise<void> {
  kernel = createKernel({ ...site.database, clock: site.clock, dataFolder: site.dataFolder, log: createLog('silent') })
  const things = [1, 2, 3, 4, 5].map((number) => bed(number, number === 5 ? '002' : '001', site.clock.now()))
  sensing = createSensing(kernel, { zone: 'Asia/Shanghai', things: async () => things })
  kernel.access.register(sensing.permissions)
  await sensing.start([greenhouse])
}
async function close(): Promise<void> {
  await sensing.stop()
  await kernel.pool.close()
}
before(async () => {
  site = await createTestKernel()
  await open()
})
after(async () => {
  await close()
  await site.stop()
})

const admin = (divisionKey = ''): Ctx => personCtx(kernel, 'admin', divisionKey)
const send = (thing: string, count: number, source = gateway) => {
  const at = site.clock.now().toISOString()
  const items = Array.from({ length: count }, (_, seq) => ({ thing, property: 'lamp', value: `s${seq % 3}`, at, seq }))
  return sensing.record.items(source, items, options)
}
const quota = (perMinute: number | null) => sensing.quotas.setQuota(admin(), newId(), { ...TYPE, perMinute })
const heldOf = async (thing: string, state: 'open' | 'all' = 'open') =>
  (await sensing.quotas.list(admin(), { state, thing, limit: 10 })).items
const kept = async (thing: string) =>
  kernel.pool.whole((tx) =>
    tx.one<{ count: number }>(
      `select count(*)::integer as count from sensing.reading r join sensing.series s on s.id = r.series_id
       where s.thing_id = $1`,
      [sensing.views.getThing(admin(), thing).id],
    ),
  )

test('what is beyond the quota is held, told as such, and the rest is kept', async () => {
  await quota(60)
  const answer = await send('BED-1', 100)
  assert.equal(answer.recorded, 60)
  assert.equal(answer.refused.length, 40)
  assert.deepEqual(answer.refused[0], {
    index: 60,
    code: 'sensing.over_quota',
    title: 'BED-1 sends more than 60 readings a minute; the rest is held until an administrator decides',
  })
  assert.equal((await send('BED-2', 10)).recorded, 10, 'others are not touched')
  const [held] = await heldOf('BED-1')
  assert.deepEqual([held?.overCount, held?.heldCount, held?.source], [40, 40, 'device:gate'])
  assert.deepEqual(await kept('BED-1'), { count: 60 })
  site.clock.advance(30_000)
  assert.equal((await send('BED-1', 100)).recorded, 30, 'half a minute gives half a quota')
  assert.deepEqual(
    (await heldOf('BED-1')).map(({ heldCount }) => heldCount),
    [110],
  )
  const { items } = await kernel.read(admin(), 'reading.refused', async (tx) => ({
    items: await tx.query(`select from sensing.set_aside where code = 'sensing.over_quota'`),
  }))
  assert.equal(items.length, 0, 'held readings are not among the refused as well')
})

test('a restart forgets no quarantine; looked into it shows what came, and kept it is recorded once', async () => {
  await close()
  await open()
  const [held] = await heldOf('BED-1')
  assert.equal(held?.heldCount, 110)
  const id = held?.id ?? ''
  const page = await sensing.quotas.readings(admin(), id, { after: 0, limit: 100 })
  assert.equal(page.next, 100)
  const { no, property, value } = page.items[0] ?? {}
  assert.deepEqual([no, property, value], [1, 'lamp', 's0'])
  await sensing.quotas.end(admin(), newId(), id, { keep: true, why: 'a test of the line' })
  const all = (await kept('BED-1')).count
  assert.equal(all, 200)
  assert.deepEqual(
    (await heldOf('BED-1', 'all')).map(({ state }) => state),
    ['kept'],
  )
  assert.equal((await send('BED-1', 1)).duplicates.length, 1, 'it may send again')
  await assert.rejects(sensing.quotas.end(admin(), newId(), id, { keep: true, why: 'again' }), {
    code: 'sensing.quarantine_over',
  })
})

test('dropped it is gone, and the journal keeps how much and why', async () => {
  await send('BED-3', 200)
  const [held] = await heldOf('BED-3')
  const id = held?.id ?? ''
  await sensing.quotas.end(admin(), newId(), id, { keep: false, why: 'a broken controller' })
  assert.deepEqual(await kept('BED-3'), { count: 60 })
  assert.deepEqual((await sensing.quotas.readings(admin(), id, { after: 0, limit: 10 })).items, [])
  const entries = await kernel.pool.whole((tx) =>
    tx.query<{ kind: string; why: string | null; payload: Record<string, unknown> }>(
      `select kind, why, payload from kernel.journal where matter = $1 order by seq`,
      [`quarantine:${id}`],
    ),
  )
  assert.deepEqual(
    entries.map(({ kind, why }) => [kind, why]),
    [
      ['quarantine.began', null],
      ['quarantine.ended', 'a broken controller'],
    ],
  )
  assert.deepEqual([entries[1]?.payload.held, entries[1]?.payload.over], [140, 140])
})

test('a crash after the decision leaves it to the next start', async () => {
  await send('BED-4', 100)
  const [held] = await heldOf('BED-4')
  // As if the process had ended right after the decision was on disk.
  await kernel.pool.whole((tx) => tx.query(`update sensing.quarantine set state = 'keeping' where id = $1`, [held?.id]))
  await close()
  await open()
  await sensing.quotas.finish()
  assert.deepEqual(await kept('BED-4'), { count: 100 })
})

test('a flood is counted to the end, but only so much of it is held', async () => {
  await quota(1)
  site.clock.advance(3_600_000)
  const batches = Math.ceil(HELD_LIMIT / 5000) + 1
  for (let i = 0; i < batches; i += 1) await send('BED-2', 5000)
  const [held] = await heldOf('BED-2')
  assert.equal(held?.heldCount, HELD_LIMIT)
  assert.equal(held?.overCount, batches * 5000 - 1)
})

test('a quota of a device holds for all it sends; without one a thing has the usual', async () => {
  await quota(null)
  await sensing.quotas.setQuota(admin(), newId(), { kind: 'device', id: 'gate', perMinute: 10 })
  site.clock.advance(3_600_000)
  const [first, second] = [await send('BED-3', 8), await send('BED-4', 8)]
  assert.deepEqual([first.recorded, second.recorded], [8, 2])
  assert.equal((await send('BED-5', 20, { ...gateway, id: 'device:other' })).recorded, 20)
  const quotas = await sensing.quotas.quotas(admin())
  assert.deepEqual(quotas, { usualPerMinute: USUAL_PER_MINUTE, items: [{ kind: 'device', id: 'gate', perMinute: 10 }] })
})

test('nobody looks into or decides for divisions that are not theirs', async () => {
  await sensing.quotas.setQuota(admin(), newId(), { kind: 'device', id: 'other', perMinute: 1 })
  await send('BED-5', 20, { ...gateway, id: 'device:other' })
  const [held] = await heldOf('BED-5')
  const id = held?.id ?? ''
  const elsewhere = admin('001')
  const list = await sensing.quotas.list(elsewhere, { state: 'open', thing: 'BED-5', limit: 10 })
  assert.equal(list.items.length, 0)
  const unknown = { code: 'kernel.not_found' }
  await assert.rejects(sensing.quotas.readings(elsewhere, id, { after: 0, limit: 10 }), unknown)
  await assert.rejects(sensing.quotas.end(elsewhere, newId(), id, { keep: true, why: 'x' }), unknown)
  await assert.rejects(
    sensing.quotas.setQuota(elsewhere, newId(), { ...TYPE, perMinute: 5 }),
    'a quota is for the whole place',
  )
})
