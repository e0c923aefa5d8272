import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { VectorTile } from '@mapbox/vector-tile'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { PbfReader } from 'pbf'
import { bed, greenhouse } from '../../../test/support/greenhouse.ts'
import { createTestKernel, personCtx } from '../../../test/support/kernel.ts'
import { addRoutes, createHttp } from '../../kernel/http/server.ts'
import { createSensing, type Sensing, type Source } from '../index.ts'

const THINGS = 3000
const gateway: Source = { id: 'device:gate', door: 'http', divisionKey: '', may: () => true }

let site: Awaited<ReturnType<typeof createTestKernel>>
let sensing: Sensing
let app: FastifyInstance
let address: string

before(async () => {
  site = await createTestKernel()
  const { kernel } = site
  const since = site.clock.now()
  // A row of beds, 2 m apart, of which every third belongs to another division.
  const things = Array.from({ length: THINGS }, (_, i) => ({
    ...bed(i + 1, i % 3 === 2 ? '002' : '001', since),
    lon: 121.4 + i * 0.00002,
  }))
  sensing = createSensing(kernel, { zone: 'Asia/Shanghai', things: async () => things })
  kernel.access.register(sensing.permissions)
  await sensing.start([greenhouse])
  const authenticate = async (request: FastifyRequest) => {
    const [role = '', divisionKey = ''] = String(request.headers['x-person']).split(' ')
    return personCtx(kernel, role, divisionKey).actor
  }
  const options = { log: kernel.log, access: kernel.access, clock: kernel.clock, authenticate }
  app = await createHttp(options)
  addRoutes(app, sensing.routes, options)
  await app.listen({ host: '127.0.0.1', port: 0 })
  address = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const at = since.toISOString()
  const items = [1, 2, 3].map((number) => ({ thing: `BED-${number}`, property: 'moisture', value: 4 + number, at }))
  assert.equal((await sensing.record.items(gateway, items, { locale: 'en' })).recorded, 3)
})
after(async () => {
  await app.close()
  await sensing.stop()
  await site.stop()
})

const ask = async (path: string, person = 'leader 001') => {
  const { statusCode, rawPayload } = await app.inject({ method: 'GET', url: path, headers: { 'x-person': person } })
  return { status: statusCode, bytes: rawPayload }
}

/** The tile of a zoom in which the first bed stands. */
function tileAt(z: number): string {
  const count = 2 ** z
  const rad = (31.2 * Math.PI) / 180
  const x = Math.floor(((121.4 + 180) / 360) * count)
  const y = Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * count)
  return `/api/v1/latest/tiles/${z}/${x}/${y}`
}

const layersOf = (bytes: Buffer) => new VectorTile(new PbfReader(bytes)).layers

test('all of it as packed columns, which a program reads by their header', async () => {
  const { bytes } = await ask('/api/v1/latest/packed')
  assert.equal(bytes.toString('latin1', 0, 4), 'YWL1')
  const start = 8 + bytes.readUInt32LE(4)
  const head = JSON.parse(bytes.toString('utf8', 8, start))
  assert.deepEqual([head.things, head.series, head.types], [2000, 8000, ['greenhouse.bed']])
  assert.equal(start % 8, 0)
  const columnAt = (name: string) => start + head.columns.find((one: { name: string }) => one.name === name).offset
  assert.equal(bytes.readInt32LE(columnAt('lon')), 1_214_000_000)
  assert.equal(bytes[columnAt('width')], 4)
  assert.equal(bytes.readFloatLE(columnAt('value')), 5)
  assert.ok(Number.isNaN(bytes.readFloatLE(columnAt('value') + 4)))
  assert.equal(bytes.readUInt32LE(columnAt('seconds')), Math.floor(site.clock.now().getTime() / 1000))
  // Online (1) with a red alarm (4), and never read (0).
  assert.deepEqual([bytes[columnAt('health')], bytes[columnAt('health') + 5]], [0x14, 0])
})

test('NDJSON has a line for each thing the caller may see', async () => {
  const { bytes } = await ask('/api/v1/latest/all', 'leader 002')
  const lines = bytes.toString().trimEnd().split('\n')
  assert.equal(lines.length, 1000)
  assert.equal(JSON.parse(lines[0] ?? '').code, 'BED-3')
})

test('a polygon, a type and a limit are kept to; a crooked one is refused', async () => {
  const polygon = '121.399,31.19,121.40005,31.19,121.40005,31.21,121.399,31.21'
  const { bytes } = await ask(`/api/v1/latest?polygon=${polygon}`)
  const codes = JSON.parse(bytes.toString()).items.map((one: { code: string }) => one.code)
  assert.deepEqual(codes, ['BED-1', 'BED-2'])
  assert.equal(JSON.parse((await ask('/api/v1/latest?limit=10')).bytes.toString()).truncated, true)
  assert.equal(JSON.parse((await ask('/api/v1/latest?type=greenhouse.pot')).bytes.toString()).items.length, 0)
  assert.equal((await ask('/api/v1/latest?polygon=1,2,3')).status, 400)
})

test('a tile has each thing by itself where they are few', async () => {
  const { thing, group } = layersOf((await ask(tileAt(18))).bytes)
  assert.equal(group, undefined)
  const first = thing?.feature(0)
  const { zh, ...tags } = first?.properties ?? {}
  assert.equal(zh, '1号床')
  assert.deepEqual(tags, { code: 'BED-1', type: 'greenhouse.bed', en: 'bed 1', rank: 4, reports: 1 })
  assert.equal(typeof first?.id, 'number')
  const seen = Array.from({ length: thing?.length ?? 0 }, (_, i) => thing?.feature(i).properties.code)
  assert.ok(!seen.includes('BED-3'), 'what stands in another division is not shown')
})

test('a tile has groups where they are many, which add up', async () => {
  const { thing, group } = layersOf((await ask(tileAt(10), 'leader ')).bytes)
  assert.equal(thing, undefined)
  const groups = Array.from({ length: group?.length ?? 0 }, (_, i) => group?.feature(i).properties ?? {})
  const sum = (name: string) => groups.reduce((total, one) => total + Number(one[name]), 0)
  assert.deepEqual([sum('count'), sum('alarms'), sum('never')], [THINGS, 3, THINGS - 3])
  assert.equal(Math.max(...groups.map(({ rank }) => Number(rank))), 4)
})

test('a tile that cannot be is refused, and one where nothing stands is empty', async () => {
  assert.equal((await ask('/api/v1/latest/tiles/2/4/0')).status, 400)
  assert.equal((await ask('/api/v1/latest/tiles/23/0/0')).status, 400)
  const empty = await ask('/api/v1/latest/tiles/10/0/0')
  assert.deepEqual([empty.status, empty.bytes.length], [200, 0])
})

/** Opens a live stream; `until` resolves with the first data in which something is found. */
async function openLive(query: string) {
  const request = get(`${address}/api/v1/latest/live?${query}`, { headers: { 'x-person': 'leader 001' } })
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  let text = ''
  response.setEncoding('utf8').on('data', (piece: string) => {
    text += piece
  })
  return {
    async until(found: RegExp): Promise<string> {
      while (!found.test(text)) await once(response, 'data')
      return text
    },
    close: () => request.destroy(),
  }
}

test('a window is told what stands in it, and then only what changes there', async () => {
  const live = await openLive('bbox=121.3999,31.1,121.40005,31.3')
  assert.match(await live.until(/event: changed/), /"rank":4,"reports":1,"values":\{"moisture":5\}/)
  const at = new Date(site.clock.now().getTime() + 60_000).toISOString()
  const send = (thing: string, value: number) =>
    sensing.record.items(gateway, [{ thing, property: 'moisture', value, at }], { locale: 'en' })
  await send('BED-5', 33.5)
  await send('BED-2', 66.5)
  const text = await live.until(/66\.5/)
  assert.doesNotMatch(text, /33\.5/, 'what is outside the window is not told')
  assert.equal(text.split('event: changed').length, 3)
  live.close()
})

test('a thing is late by its own rhythm, wherever it is shown', async () => {
  // BED-10 speaks each minute, BED-11 each half hour; both were heard at the same moment.
  const end = site.clock.now().getTime()
  const past = (thing: string, everyMs: number) =>
    Array.from({ length: 120 }, (_, i) => ({
      thing,
      property: 'moisture',
      value: 40,
      at: new Date(end - (119 - i) * everyMs).toISOString(),
    }))
  const items = [...past('BED-10', 60_000), ...past('BED-11', 30 * 60_000)]
  assert.equal((await sensing.record.items(gateway, items, { locale: 'en' })).recorded, 240)
  const reports = async () => {
    const { thing } = layersOf((await ask(tileAt(18), 'leader ')).bytes)
    const tiles = Array.from({ length: thing?.length ?? 0 }, (_, i) => thing?.feature(i).properties ?? {})
    return Promise.all(
      ['BED-10', 'BED-11', 'BED-12'].map(async (code) => [
        JSON.parse((await ask(`/api/v1/things/${code}/latest`, 'leader ')).bytes.toString()).reports,
        tiles.find((one) => one.code === code)?.reports,
      ]),
    )
  }
  const never = ['never', 0]
  assert.deepEqual(await reports(), [['online', 1], ['online', 1], never])
  site.clock.advance(10 * 60_000)
  assert.deepEqual(await reports(), [['late', 2], ['online', 1], never])
  site.clock.advance(90 * 60_000)
  assert.deepEqual(await reports(), [['late', 2], ['late', 2], never])
})

test('a thing that sends the impossible is out of range until it makes sense again or falls silent', async () => {
  const reports = async () =>
    JSON.parse((await ask('/api/v1/things/BED-20/latest', 'leader ')).bytes.toString()).reports as string
  const counted = async () =>
    JSON.parse((await ask('/api/v1/sensing/overview', 'leader ')).bytes.toString()).things.outOfRange as number
  const send = async (value: number, agoMs = 0) => {
    const at = new Date(site.clock.now().getTime() - agoMs).toISOString()
    await sensing.record.items(gateway, [{ thing: 'BED-20', property: 'moisture', value, at }], { locale: 'en' })
  }
  await send(900)
  assert.deepEqual([await reports(), await counted()], ['outOfRange', 1])
  site.clock.advance(60_000)
  await send(50)
  assert.deepEqual([await reports(), await counted()], ['online', 0])
  await send(900, 30_000)
  assert.equal(await reports(), 'online', 'what is older than the newest reading is no matter')
  site.clock.advance(60_000)
  await send(-5)
  const { group } = layersOf((await ask(tileAt(10), 'leader ')).bytes)
  const marked = Array.from({ length: group?.length ?? 0 }, (_, i) => Number(group?.feature(i).properties.outOfRange))
  assert.equal(
    marked.reduce((sum, one) => sum + one, 0),
    1,
  )
  site.clock.advance(90 * 60_000)
  assert.deepEqual([await reports(), await counted()], ['late', 0])
})
