import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer, text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { type KeptSite, openKeptSite } from '../../../test/support/kept-site.ts'
import { personCtx } from '../../../test/support/kernel.ts'
import { newId } from '../../kernel/ids.ts'
import { openEngine } from '../kept/engine.ts'

const HOUR_MS = 3_600_000

let site: KeptSite

const leader = (division = '') => personCtx(site.kernel, 'leader', division)
const query = { from: '2026-02-01T00:00:00Z', to: '2026-04-01T00:00:00Z', format: 'csv' } as const

before(async () => {
  site = await openKeptSite(2, '2026-03-02T10:00:00Z')
  const nowMs = site.clock.now().getTime()
  // BED-1 stands in division 001, BED-2 in 002.
  const reading = (thing: string, hours: number, value: number) => ({
    thing,
    property: 'heat',
    atMs: nowMs + hours * HOUR_MS,
    seq: 0,
    value,
  })
  await site.send([reading('BED-1', -60, 1), reading('BED-1', -50, 2.25), reading('BED-2', -40, 3)])
  await site.sensing.keep()
  // Late: one is new, one was sent before with another value.
  await site.send([reading('BED-1', -55, 4), reading('BED-1', -50, 99)])
  const gate = { id: 'device:gate', door: 'http', divisionKey: '', may: () => true } as const
  const lamp = { thing: 'BED-1', property: 'lamp', value: '=dim, "low"', at: nowMs }
  await site.sensing.record.items(gate, [lamp], { locale: 'en' })
  await site.send([reading('BED-1', 0, 5)])
  const at = new Date(nowMs).toISOString()
  await site.sensing.corrections.correct(personCtx(site.kernel, 'supervisor', ''), newId(), 'BED-1', {
    property: 'heat',
    from: at,
    to: at,
    kind: 'shift',
    value: -1.5,
    reason: 'calibrated, later',
  })
})
after(() => site.stop())

const lines = async (ctx: ReturnType<typeof leader>, more: object = {}): Promise<string[]> => {
  const { body } = await site.sensing.exports.take(ctx, { ...query, ...more })
  return (await text(body)).trimEnd().split('\r\n')
}

test('every reading comes out once, in files or not, with what was said of it', async () => {
  assert.deepEqual(await lines(leader(), { thing: 'BED-1' }), [
    'thing,property,unit,at,value,original,correction',
    'BED-1,heat,Cel,2026-02-27T22:00:00.000Z,1,,',
    'BED-1,heat,Cel,2026-02-28T03:00:00.000Z,4,,',
    'BED-1,heat,Cel,2026-02-28T08:00:00.000Z,2.25,,',
    'BED-1,heat,Cel,2026-03-02T10:00:00.000Z,3.5,5,"calibrated, later"',
    `BED-1,lamp,,2026-03-02T10:00:00.000Z,"'=dim, ""low""",,`,
  ])
})

test('as Parquet it says the same', async () => {
  const { body, type } = await site.sensing.exports.take(leader(), {
    ...query,
    format: 'parquet',
    type: 'greenhouse.bed',
  })
  assert.equal(type, 'application/vnd.apache.parquet')
  const path = join(site.dataFolder, 'export.parquet')
  await writeFile(path, await buffer(body))
  const engine = await openEngine({ tempFolder: site.folder, threads: 1, memoryMb: 128 })
  const rows = await engine.rows(
    `select thing, property, epoch_ms("at")::double, value, text, original, correction from '${path}' order by 1, 2, 3`,
  )
  engine.close()
  const nowMs = site.clock.now().getTime()
  assert.deepEqual(rows, [
    ['BED-1', 'heat', nowMs - 60 * HOUR_MS, 1, null, null, null],
    ['BED-1', 'heat', nowMs - 55 * HOUR_MS, 4, null, null, null],
    ['BED-1', 'heat', nowMs - 50 * HOUR_MS, 2.25, null, null, null],
    ['BED-1', 'heat', nowMs, 3.5, null, 5, 'calibrated, later'],
    ['BED-1', 'lamp', nowMs, null, '=dim, "low"', null, null],
    ['BED-2', 'heat', nowMs - 40 * HOUR_MS, 3, null, null, null],
  ])
})

test('an area, a property and a time are cut out; nobody takes more than their divisions', async () => {
  const things = async (ctx: ReturnType<typeof leader>, more: object) =>
    new Set((await lines(ctx, more)).slice(1).map((line) => line.split(',')[0]))
  assert.deepEqual(await things(leader(), { division: '002' }), new Set(['BED-2']))
  assert.deepEqual(await things(leader('001'), {}), new Set(['BED-1']))
  await assert.rejects(lines(leader('001'), { thing: 'BED-2' }), { code: 'kernel.not_found' })
  assert.equal((await lines(leader(), { property: 'heat', to: '2026-02-28T03:00:00Z' })).length, 2)
  await assert.rejects(lines(personCtx(site.kernel, 'wall', '')), { code: 'kernel.not_permitted' })
  await assert.rejects(lines(leader(), { to: query.from }), { code: 'sensing.export_span' })
})

test('two at a time; one that nobody reads any more makes room, and the journal knows them', async () => {
  const first = await site.sensing.exports.take(leader(), query)
  const second = await site.sensing.exports.take(leader(), { ...query, format: 'parquet' })
  await assert.rejects(site.sensing.exports.take(leader(), query), { code: 'sensing.export_busy' })
  const closed = new Promise((resolve) => first.body.once('close', resolve))
  first.body.destroy()
  await closed
  assert.equal((await lines(leader())).length, 7)
  await buffer(second.body)
  const [noted] = await site.query<{ n: number }>(
    `select count(*)::integer as n from kernel.journal where kind = 'readings.exported' and actor = 'account-leader'`,
  )
  assert.ok((noted?.n ?? 0) >= 6)
})
