import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { bed, greenhouse } from '../../test/support/greenhouse.ts'
import { createTestKernel, personCtx } from '../../test/support/kernel.ts'
import type { Ctx } from '../kernel/actor.ts'
import { txOn } from '../kernel/database/pool.ts'
import { newId } from '../kernel/ids.ts'
import { createKernel, type Kernel } from '../kernel/index.ts'
import { createLog } from '../kernel/log.ts'
import { createSensing, demoSecret, type SensedThing, type Sensing, type Source } from './index.ts'
import { proveBatches } from './kept/keeping/prove.ts'

let site: Awaited<ReturnType<typeof createTestKernel>>
let kernel: Kernel
let sensing: Sensing
let things: SensedThing[]

const SINCE = new Date('2026-03-02T09:30:00+08:00')
const gateway: Source = { id: 'device:gate', door: 'http', divisionKey: '', may: () => true }
const options = { locale: 'en' as const }

/** The module in a process of its own, as far as memory goes. */
async function open(): Promise<void> {
  kernel = createKernel({ ...site.database, clock: site.clock, dataFolder: site.dataFolder, log: createLog('silent') })
  sensing = createSensing(kernel, {
    zone: 'Asia/Shanghai',
    things: async (ids) => things.filter(({ id }) => ids === undefined || ids.includes(id)),
  })
  kernel.access.register(sensing.permissions)
  await sensing.start([greenhouse])
}

async function close(): Promise<void> {
  await sensing.stop()
  await kernel.pool.close()
}

async function restart(): Promise<void> {
  await close()
  await open()
}

const read = <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  site.kernel.pool.whole((tx) => tx.query<T>(text, values))

const kept = (): Promise<{ code: string; property: string; at: Date; value: number }[]> =>
  read(
    `select s.property, r.at, r.value from sensing.reading r join sensing.series s on s.id = r.series_id order by r.no`,
  )

const entries = (): Promise<{ kind: string; payload: Record<string, unknown> }[]> =>
  read(`select kind, payload from kernel.journal where kind like 'alarm.%' order by seq`)

const minutes = (count: number): string => new Date(site.clock.now().getTime() + count * 60_000).toISOString()

before(async () => {
  site = await createTestKernel()
  things = Array.from({ length: 12 }, (_, i) => bed(i + 1, i < 6 ? '001' : '002', SINCE))
  await open()
})
after(async () => {
  await close()
  await site.stop()
})

test('what is answered is on disk', async () => {
  const items = [
    { thing: 'BED-1', property: 'moisture', value: 55.5, at: minutes(0) },
    { thing: 'BED-1', property: 'window', value: true, at: minutes(0) },
    { thing: 'BED-1', property: 'lamp', value: 'dim', at: minutes(0) },
  ]
  assert.deepEqual(await sensing.record.items(gateway, items, options), { recorded: 3, duplicates: [], refused: [] })
  const rows = await kept()
  assert.deepEqual(
    rows.map(({ property, value }) => [property, value]),
    [
      ['moisture', 55.5],
      ['window', 1],
      ['lamp', 0],
    ],
  )
})

test('every reason to refuse is told by item, and the rest is kept', async () => {
  const good = { thing: 'BED-2', property: 'moisture', at: minutes(-1) }
  const items: [object, string | null][] = [
    [{ ...good, value: 50 }, null],
    [{ ...good, thing: 'BED-99', value: 1 }, 'sensing.unknown_thing'],
    [{ ...good, property: 'mood', value: 1 }, 'sensing.unknown_property'],
    [{ ...good, value: '50' }, 'sensing.wrong_type'],
    [{ ...good, value: Number.POSITIVE_INFINITY }, 'sensing.wrong_type'],
    [{ ...good, value: 101 }, 'sensing.impossible_value'],
    [{ ...good, value: 50, unit: 'm' }, 'sensing.wrong_unit'],
    [{ ...good, value: 50, at: 'yesterday' }, 'sensing.bad_time'],
    [{ ...good, value: 50, at: minutes(6) }, 'sensing.future_time'],
    [{ ...good, value: 50, at: '2000-01-01T00:00:03Z' }, 'sensing.too_old'],
    [{ ...good, value: 50, seq: -1 }, 'sensing.bad_sequence'],
    [[], 'sensing.malformed'],
    [{ ...good, property: 'heat', value: 300.15, unit: 'K' }, null],
  ]
  const answer = await sensing.record.items(
    gateway,
    items.map(([item]) => item),
    options,
  )
  assert.equal(answer.recorded, 2)
  assert.deepEqual(
    answer.refused.map(({ index, code }) => [index, code]),
    items.flatMap(([, code], index) => (code === null ? [] : [[index, code]])),
  )
  const refused = await read<{ code: string; thing: string; payload: string }>(
    `select code, thing, payload from sensing.set_aside order by id`,
  )
  assert.equal(refused.length, 11)
  assert.match(refused[0]?.payload ?? '', /BED-99/)
  const heat = (await kept()).find(({ property }) => property === 'heat')
  assert.equal(Math.round((heat?.value ?? 0) * 1e6) / 1e6, 27)
})

test('a device sends only for its own things', async () => {
  const source: Source = { ...gateway, id: 'device:one', may: ({ code }) => code === 'BED-3' }
  const answer = await sensing.record.items(
    source,
    [
      { thing: 'BED-3', property: 'moisture', value: 40 },
      { thing: 'BED-4', property: 'moisture', value: 40 },
    ],
    options,
  )
  assert.equal(answer.recorded, 1)
  assert.equal(answer.refused[0]?.code, 'sensing.not_permitted')
})

test('the same reading counts once: at once, out of order, long after, and after a restart', async () => {
  const moisture = (minute: number, seq?: number) => ({
    thing: 'BED-4',
    property: 'moisture',
    value: 50 + minute / 10,
    at: minutes(minute),
    ...(seq !== undefined && { seq }),
  })
  const backwards = Array.from({ length: 20 }, (_, i) => moisture(-i))
  assert.equal((await sensing.record.items(gateway, [...backwards, moisture(-3)], options)).recorded, 20)
  const again = await sensing.record.items(gateway, [...backwards, moisture(-90), moisture(0, 7)], options)
  assert.equal(again.recorded, 2)
  assert.equal(again.duplicates.length, 20)
  await restart()
  const later = await sensing.record.items(gateway, [...backwards, moisture(-90), moisture(0, 7), moisture(1)], options)
  assert.equal(later.recorded, 1)
  const doubled = await read(
    `select series_id, at, seq from sensing.reading group by series_id, at, seq having count(*) > 1`,
  )
  assert.deepEqual(doubled, [])
})

test('a batch under a key gets the same answer, also while the first is under way', async () => {
  const key = newId()
  const items = [
    { thing: 'BED-5', property: 'moisture', value: 45 },
    { thing: 'BED-5', property: 'mood', value: 45 },
  ]
  const send = () => sensing.record.items(gateway, items, { ...options, key })
  const [first, second] = await Promise.all([send(), send()])
  assert.deepEqual(first, second)
  assert.deepEqual(await send(), first)
  assert.equal(first.recorded, 1)
})

test('readings by column', async () => {
  const ids = await read<{ id: number }>(
    `select id from sensing.series where property = 'moisture' and thing_id = any($1) order by id`,
    [things.slice(6, 10).map(({ id }) => id)],
  )
  const series = ids.map(({ id }) => id)
  const columns = { series: [...series, 99_999], values: [31, 32, 33, 340, 1], at: minutes(0) }
  const answer = await sensing.record.columns(gateway, columns, options)
  assert.equal(answer.recorded, 3)
  assert.deepEqual(
    answer.refused.map(({ index, code }) => [index, code]),
    [
      [3, 'sensing.impossible_value'],
      [4, 'sensing.unknown_series'],
    ],
  )
})

test('an alarm is raised once, changes, is cleared, and its readings are never without it', async () => {
  const send = (value: number, minute: number) =>
    sensing.record.items(gateway, [{ thing: 'BED-6', property: 'moisture', value, at: minutes(minute) }], options)
  await send(30, -9)
  await send(19, -8)
  await send(18, -7)
  await send(8, -6)
  await send(30, -5)
  const told = await entries()
  assert.deepEqual(
    told.map(({ kind, payload }) => [kind, payload.severity]),
    [
      ['alarm.raised', 'yellow'],
      ['alarm.changed', 'red'],
      ['alarm.cleared', 'red'],
    ],
  )
  const payload = told[0]?.payload
  assert.deepEqual(payload?.case, { category: 'greenhouse.thirst', condition: 'dry', from: null })
  assert.match(JSON.stringify(payload?.title), /6号床湿度只有 19/)
  assert.equal(payload?.at, minutes(-8))
  const [alarm] = await read<{ cleared_at: Date; severity: number }>(`select cleared_at, severity from sensing.alarm`)
  assert.equal(alarm?.cleared_at.toISOString(), minutes(-5))
})

test('after a restart the rules remember open alarms, what holds, and who is silent', async () => {
  const heat = (value: number, minute: number) => ({ thing: 'BED-7', property: 'heat', value, at: minutes(minute) })
  await sensing.record.items(gateway, [heat(45, 0)], options)
  await sensing.record.items(gateway, [{ thing: 'BED-8', property: 'moisture', value: 15, at: minutes(1) }], options)
  const before = (await entries()).length
  site.clock.advance(5 * 60_000)
  await restart()
  assert.equal((await entries()).length, before, 'nothing is told twice')
  site.clock.advance(5 * 60_000)
  await sensing.record.items(gateway, [heat(46, 0)], options)
  const held = (await entries()).slice(before)
  assert.deepEqual(
    held.map(({ kind, payload }) => [kind, payload.rule]),
    [['alarm.raised', 'greenhouse.stuffy']],
  )
  await sensing.record.items(gateway, [{ thing: 'BED-8', property: 'moisture', value: 50, at: minutes(0) }], options)
  assert.equal((await entries()).at(-1)?.kind, 'alarm.cleared')
  site.clock.advance(2 * 3_600_000)
  sensing.tick()
  await sensing.record.items(gateway, [{ thing: 'BED-9', property: 'heat', value: 20 }], options)
  const silent = (await entries()).filter(({ payload }) => payload.rule === 'greenhouse.silent')
  assert.equal(silent.length, things.length)
})

test('the journal accounts for the readings, and a changed reading is found', async () => {
  sensing.tick()
  await sensing.record.items(gateway, [{ thing: 'BED-9', property: 'heat', value: 21 }], options)
  const [last] = await read<{ payload: { lastNo: number; digest: string } }>(
    `select payload from kernel.journal where kind = 'readings.recorded' order by seq desc limit 1`,
  )
  assert.ok((last?.payload.lastNo ?? 0) > 30)
  const client = await site.kernel.pool.connect()
  const proof = await proveBatches(txOn(client), 0, last?.payload.lastNo ?? 0)
  client.release(true)
  assert.equal(proof.falseNo, undefined)
  assert.equal(proof.digest.toString('hex'), last?.payload.digest)
})

test('people see the readings of their divisions', async () => {
  const leader = personCtx(kernel, 'leader', '001')
  const latest = sensing.latest.list(leader, { limit: 100 })
  assert.deepEqual(
    latest.items.map(({ code }) => code),
    ['BED-1', 'BED-2', 'BED-3', 'BED-4', 'BED-5', 'BED-6'],
  )
  assert.equal(sensing.latest.of(leader, 'BED-1').values.lamp?.value, 'dim')
  assert.throws(() => sensing.latest.of(leader, 'BED-8'), { code: 'kernel.not_found' })
  const chart = await sensing.views.readings(leader, 'BED-4', { limit: 5, property: 'moisture' })
  assert.equal(chart.series[0]?.readings.length, 5)
  assert.equal(chart.series[0]?.truncated, true)
  const all = await sensing.views.readings(leader, 'BED-4', { limit: 500, property: 'moisture' })
  assert.equal(all.series[0]?.readings.length, 23)
})

test('devices: the secret is told once, rotated and revoked at once', async () => {
  const admin: Ctx = personCtx(kernel, 'admin', '001')
  const commandId = newId()
  const input = { id: 'probe-1', name: 'Probe', divisionKey: '001', gateway: false, things: ['BED-1'] }
  const issued = await sensing.devices.issue(admin, commandId, input)
  assert.equal((await sensing.devices.issue(admin, commandId, input)).secret, null)
  const secret = issued.secret ?? ''
  await sensing.devices.signIn('probe-1', secret)
  const rotated = await sensing.devices.rotate(admin, newId(), 'probe-1')
  await assert.rejects(sensing.devices.signIn('probe-1', secret), { code: 'sensing.bad_credential' })
  await sensing.devices.signIn('probe-1', rotated.secret ?? '')
  await sensing.devices.revoke(admin, newId(), 'probe-1')
  await assert.rejects(sensing.devices.signIn('probe-1', rotated.secret ?? ''), { code: 'sensing.bad_credential' })
  const [entry] = await read<{ payload: object }>(`select payload from kernel.journal where kind = 'device.issued'`)
  assert.doesNotMatch(JSON.stringify(entry), new RegExp(secret))
  await sensing.seedDemoDevices('42')
  await sensing.devices.signIn('BED-12', demoSecret('42', 'BED-12'))
})
