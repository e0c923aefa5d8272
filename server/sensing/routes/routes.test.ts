import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance, FastifyRequest, InjectOptions } from 'fastify'
import { bed, greenhouse } from '../../../test/support/greenhouse.ts'
import { createTestKernel, personCtx } from '../../../test/support/kernel.ts'
import { anonymous } from '../../kernel/actor.ts'
import { addRoutes, createHttp } from '../../kernel/http/server.ts'
import { newId } from '../../kernel/ids.ts'
import { createSensing, demoSecret, type Sensing } from '../index.ts'

let site: Awaited<ReturnType<typeof createTestKernel>>
let sensing: Sensing
let app: FastifyInstance

const basic = (id: string, secret = demoSecret('9', id)) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
})

/** Devices by their credential; people, for the test, by a header that names role and division. */
async function authenticate(request: FastifyRequest) {
  const person = request.headers['x-person']
  if (typeof person !== 'string') return (await sensing.authenticate(request)) ?? anonymous
  const [role = '', divisionKey = ''] = person.split(' ')
  return personCtx(site.kernel, role, divisionKey).actor
}

async function call(options: InjectOptions) {
  const answer = await app.inject(options)
  return { status: answer.statusCode, body: answer.json() }
}

const send = (payload: object, headers: Record<string, string> = basic('BED-1')) =>
  call({ method: 'POST', url: '/api/v1/readings', payload, headers: { 'accept-language': 'en', ...headers } })
const ask = (url: string, person: string) => call({ method: 'GET', url, headers: { 'x-person': person } })

before(async () => {
  site = await createTestKernel()
  const { kernel } = site
  const since = site.clock.now()
  const things = async () => [bed(1, '001', since), bed(2, '002', since)]
  sensing = createSensing(kernel, { zone: 'Asia/Shanghai', things })
  kernel.access.register(sensing.permissions)
  await sensing.start([greenhouse])
  await sensing.seedDemoDevices('9')
  const options = { log: kernel.log, access: kernel.access, clock: kernel.clock, authenticate }
  app = await createHttp(options)
  addRoutes(app, sensing.routes, options)
})
after(async () => {
  await app.close()
  await sensing.stop()
  await site.stop()
})

test('a device signs in by Basic or Bearer; nobody and a wrong secret are turned away', async () => {
  const reading = { thing: 'BED-1', property: 'moisture', value: 50 }
  assert.deepEqual(await send(reading), { status: 200, body: { recorded: 1, duplicates: [], refused: [] } })
  assert.equal((await send(reading, { authorization: `Bearer BED-1.${demoSecret('9', 'BED-1')}` })).status, 200)
  assert.equal((await send(reading, {})).status, 401)
  assert.equal((await send(reading, basic('BED-1', 'guess'))).body.code, 'sensing.bad_credential')
  assert.equal((await send(reading, { 'x-person': 'leader 001' })).status, 403)
  assert.equal((await send(reading, { 'x-person': 'admin 001' })).status, 200)
})

test('a reading refused alone is a problem with its reason; in a batch it is named', async () => {
  const alone = await send({ thing: 'BED-1', property: 'moisture', value: 500 })
  assert.equal(alone.status, 400)
  assert.equal(alone.body.code, 'sensing.impossible_value')
  assert.match(alone.body.title, /500 of moisture is impossible/)
  const batch = await send([
    { thing: 'BED-1', property: 'moisture', value: 51 },
    { thing: 'BED-2', property: 'moisture', value: 51 },
  ])
  assert.equal(batch.body.recorded, 1)
  assert.deepEqual(batch.body.refused, [
    { index: 1, code: 'sensing.not_permitted', title: 'This device may not send for BED-2' },
  ])
})

test('columns by the numbers of the series, under a key', async () => {
  const { body } = await call({ method: 'GET', url: '/api/v1/series', headers: basic('BED-1') })
  assert.deepEqual(
    body.items.map((one: { property: string }) => one.property),
    ['moisture', 'heat', 'window', 'lamp'],
  )
  const columns = { series: [body.items[0].id, body.items[1].id], values: [52, 21] }
  const headers = { ...basic('BED-1'), 'idempotency-key': newId() }
  const first = await send(columns, headers)
  assert.equal(first.body.recorded, 2)
  assert.deepEqual(await send(columns, headers), first)
  assert.equal((await send({ series: [1], values: [] })).status, 400)
})

test('people look at readings, alarms and refused readings of their divisions', async () => {
  await send({ thing: 'BED-1', property: 'moisture', value: 5 })
  const alarms = await ask('/api/v1/alarms', 'leader 001')
  assert.deepEqual(
    alarms.body.items.map(({ rule, severity, thing }: { rule: string; severity: string; thing: object }) => ({
      rule,
      severity,
      thing,
    })),
    [
      {
        rule: 'greenhouse.drought',
        severity: 'red',
        thing: { id: bed(1, '', new Date(0)).id, code: 'BED-1', position: { lon: 121.4 + 1 / 1000, lat: 31.2 } },
      },
    ],
  )
  assert.equal((await ask('/api/v1/alarms', 'leader 002')).body.items.length, 0)
  assert.equal((await ask('/api/v1/things/BED-1/latest', 'leader 001')).body.values.moisture.value, 5)
  assert.equal((await ask('/api/v1/things/BED-1/readings?property=moisture', 'leader 002')).status, 404)
  assert.equal((await ask('/api/v1/latest?bbox=121,31,122,32', 'leader 001')).body.items.length, 1)
  assert.equal((await ask('/api/v1/latest?bbox=1,2,3,4', 'leader 001')).body.items.length, 0)
  const refused = await ask('/api/v1/refused-readings?code=sensing.impossible_value', 'admin 001')
  assert.equal(refused.body.items[0].source, 'device:BED-1')
  assert.match(refused.body.items[0].title.zh, /不可能/)
  assert.equal((await ask('/api/v1/refused-readings', 'leader 001')).status, 403)
})

test('an overview counts who is heard and what is open, of the divisions of whoever asks', async () => {
  const { body } = await ask('/api/v1/sensing/overview', 'leader ')
  assert.deepEqual(body.things, { heard: 1, silent: 0, never: 1, outOfRange: 0 })
  assert.deepEqual(body.openAlarms, { blue: 0, yellow: 0, orange: 0, red: 1 })
  site.clock.advance(61 * 60_000)
  const later = await ask('/api/v1/sensing/overview?division=001&wall=true', 'leader ')
  assert.deepEqual(later.body.things, { heard: 0, silent: 1, never: 0, outOfRange: 0 })
  assert.equal((await ask('/api/v1/sensing/overview', 'resident 001')).status, 403)
})

test('an administrator issues, sees, rotates and revokes a credential', async () => {
  const headers = () => ({ 'x-person': 'admin 001', 'idempotency-key': newId() })
  const payload = { id: 'gate', name: 'Gate', divisionKey: '001', gateway: true }
  const issued = await call({ method: 'POST', url: '/api/v1/devices', payload, headers: headers() })
  assert.equal(
    (await send({ thing: 'BED-1', property: 'heat', value: 3 }, basic('gate', issued.body.secret))).status,
    200,
  )
  assert.equal(
    (await send({ thing: 'BED-2', property: 'heat', value: 3 }, basic('gate', issued.body.secret))).status,
    403,
  )
  const list = await ask('/api/v1/devices', 'admin 001')
  assert.deepEqual(
    list.body.items.map(({ id }: { id: string }) => id),
    ['BED-1', 'gate'],
  )
  const rotated = await call({ method: 'POST', url: '/api/v1/devices/gate/rotate', headers: headers() })
  assert.notEqual(rotated.body.secret, issued.body.secret)
  await call({ method: 'POST', url: '/api/v1/devices/gate/revoke', headers: headers() })
  assert.equal(
    (await send({ thing: 'BED-1', property: 'heat', value: 4 }, basic('gate', rotated.body.secret))).status,
    401,
  )
})

test('readings sent by hand as a device are judged one by one, journaled, and the same when sent again', async () => {
  const headers = { 'x-person': 'admin 001', 'idempotency-key': newId() }
  const items = [
    { thing: 'BED-1', property: 'heat', value: 18 },
    { thing: 'BED-1', property: 'heat', value: 'warm' },
    { thing: 'BED-2', property: 'heat', value: 18 },
    'nonsense',
  ]
  const test = () => call({ method: 'POST', url: '/api/v1/devices/BED-1/test', payload: { items }, headers })
  const first = await test()
  assert.equal(first.body.recorded, 1)
  assert.deepEqual(
    first.body.refused.map(({ index, code }: { index: number; code: string }) => [index, code]),
    [
      [1, 'sensing.wrong_type'],
      [2, 'sensing.not_permitted'],
      [3, 'sensing.malformed'],
    ],
  )
  assert.deepEqual(await test(), first)
  const entries = await site.kernel.pool.whole((tx) =>
    tx.query<{ payload: { count: number } }>(`select payload from kernel.journal where kind = 'device.tested'`),
  )
  assert.deepEqual(
    entries.map(({ payload }) => payload.count),
    [4],
  )
  const elsewhere = { 'x-person': 'admin 002', 'idempotency-key': newId() }
  assert.equal(
    (await call({ method: 'POST', url: '/api/v1/devices/BED-1/test', payload: { items }, headers: elsewhere })).status,
    404,
  )
})

test('reasons are counted, and a device says when it was last heard of', async () => {
  const reasons = await ask('/api/v1/refused-readings/reasons', 'admin 001')
  const impossible = reasons.body.items.find(({ code }: { code: string }) => code === 'sensing.impossible_value')
  assert.ok(impossible.count >= 1)
  assert.doesNotMatch(impossible.title.en, /\{/)
  const seen = async () => (await ask('/api/v1/devices?q=bed-1&state=active', 'admin 001')).body.items
  await send({ thing: 'BED-1', property: 'heat', value: 19 })
  assert.equal((await seen())[0].seenAt, site.clock.now().toISOString())
  await sensing.devices.keepSeen()
  const [row] = await site.kernel.pool.whole((tx) =>
    tx.query<{ at: Date }>(`select seen_at at from sensing.device where id = 'BED-1'`),
  )
  assert.deepEqual(row?.at, site.clock.now())
  assert.equal((await seen()).length, 1)
})

test('a course is every reading where there are few, and mean, least and most of stretches where there are many', async () => {
  const admin = { 'x-person': 'admin 002' }
  const base = Date.parse('2024-05-01T00:00:00Z')
  // Every minute of three hours, an hour missing in between.
  const minutes = Array.from({ length: 180 }, (_, i) => i).filter((i) => i < 60 || i >= 120)
  const items = minutes.map((i) => ({ thing: 'BED-2', property: 'heat', value: i % 10, at: base + i * 60_000 }))
  assert.equal((await send(items, admin)).body.recorded, 120)
  const path = '/api/v1/things/BED-2/series?property=heat'
  const range = 'from=2024-05-01T00:00:00Z&to=2024-05-01T03:00:00Z'
  const whole = await ask(`${path}&${range}&points=200`, 'leader 002')
  assert.equal(whole.body.bucketMs, null)
  assert.equal(whole.body.points.length, 120)
  assert.deepEqual(whole.body.points[3], { at: '2024-05-01T00:03:00.000Z', mean: 3, min: 3, max: 3, count: 1 })
  const few = await ask(`${path}&${range}&points=20`, 'leader 002')
  assert.equal(few.body.bucketMs, 600_000)
  assert.equal(few.body.points.length, 12)
  assert.deepEqual(few.body.points[6], { at: '2024-05-01T02:00:00.000Z', mean: 4.5, min: 0, max: 9, count: 10 })
  const newest = await ask(path, 'leader 002')
  assert.deepEqual(
    [newest.body.to, newest.body.isCurrent, newest.body.unit],
    ['2024-05-01T02:59:00.000Z', false, 'Cel'],
  )
})

test('no course of texts, of what is not there, of another division, or of a time that ends before it begins', async () => {
  const path = '/api/v1/things/BED-2/series'
  for (const property of ['lamp', 'colour'])
    assert.equal((await ask(`${path}?property=${property}`, 'leader 002')).body.code, 'sensing.no_course')
  assert.equal((await ask(`${path}?property=heat`, 'leader 001')).status, 404)
  const backwards = `${path}?property=heat&from=2024-05-02T00:00:00Z&to=2024-05-01T00:00:00Z`
  assert.equal((await ask(backwards, 'leader 002')).body.code, 'sensing.no_time_between')
  assert.equal((await ask(`${path}?property=window`, 'leader 002')).body.kind, 'boolean')
})
