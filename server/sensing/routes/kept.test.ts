import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance, FastifyRequest, InjectOptions } from 'fastify'
import { type KeptSite, openKeptSite } from '../../../test/support/kept-site.ts'
import { personCtx } from '../../../test/support/kernel.ts'
import { anonymous } from '../../kernel/actor.ts'
import { addRoutes, createHttp } from '../../kernel/http/server.ts'
import { newId } from '../../kernel/ids.ts'

let site: KeptSite
let app: FastifyInstance

/** People, for the test, by a header that names role and division. */
async function authenticate(request: FastifyRequest) {
  const person = request.headers['x-person']
  if (typeof person !== 'string') return anonymous
  const [role = '', divisionKey = ''] = person.split(' ')
  return personCtx(site.kernel, role, divisionKey).actor
}

async function call(person: string, options: InjectOptions) {
  const headers = { 'x-person': person, 'idempotency-key': newId(), 'accept-language': 'en' }
  const answer = await app.inject({ ...options, headers })
  return { status: answer.statusCode, body: answer.body === '' ? null : JSON.parse(answer.body) }
}

const get = (person: string, url: string) => call(person, { method: 'GET', url })
const send = (person: string, method: 'POST' | 'PUT' | 'DELETE', url: string, payload: object = {}) =>
  call(person, { method, url, payload })

const BED = '/api/v1/things/BED-1'
const shift = {
  property: 'heat',
  from: '2026-03-01T09:00:00Z',
  to: '2026-03-01T09:30:00Z',
  kind: 'shift',
  value: 2,
  reason: 'read too low',
}

before(async () => {
  site = await openKeptSite(2, '2026-03-02T10:00:00Z')
  const base = Date.parse('2026-03-01T08:00:00Z')
  await site.send(
    Array.from({ length: 120 }, (_, minute) => ({
      thing: 'BED-1',
      property: 'heat',
      atMs: base + minute * 60_000,
      seq: 0,
      value: 20,
    })),
  )
  await site.sensing.keep()
  const { log, access, clock } = site.kernel
  app = await createHttp({ log, access, clock, authenticate })
  addRoutes(app, site.sensing.routes, { log, access, clock, authenticate })
})
after(async () => {
  await app.close()
  await site.stop()
})

test('sealed readings are asked for like any other, one by one and summed up', async () => {
  const span = 'from=2026-03-01T08:00:00Z&to=2026-03-01T10:00:00Z&property=heat'
  const { body } = await get('leader 001', `${BED}/readings?${span}`)
  assert.equal(body.series[0].readings.length, 120)
  const summed = await get('leader 001', `${BED}/readings/buckets?${span}&points=2`)
  assert.equal(summed.body.widthMs, 3_600_000)
  assert.deepEqual(
    summed.body.series[0].buckets.map(({ at, count, mean }: Record<string, unknown>) => [at, count, mean]),
    [
      ['2026-03-01T08:00:00.000Z', 60, 20],
      ['2026-03-01T09:00:00.000Z', 60, 20],
    ],
  )
  assert.equal((await get('leader 002', `${BED}/readings/buckets?${span}`)).status, 404)
  assert.equal((await get('leader 001', `${BED}/readings/buckets?points=0`)).status, 400)
})

test('a course is the same wherever its readings are: one by one where there are few, otherwise of stretches', async () => {
  const span = 'from=2026-03-01T08:30:00Z&to=2026-03-01T09:59:00Z&property=heat'
  const course = (points: number) => get('leader 001', `${BED}/series?${span}&points=${points}`)
  const { body: few } = await course(90)
  assert.equal(few.bucketMs, null)
  assert.equal(few.points.length, 90)
  assert.deepEqual(few.points[0], { at: '2026-03-01T08:30:00.000Z', mean: 20, min: 20, max: 20, count: 1 })
  assert.equal(few.points.at(-1).at, '2026-03-01T09:59:00.000Z')
  const { body: many } = await course(89)
  assert.equal(many.bucketMs, 120_000)
  assert.equal(many.points.length, 45)
  assert.deepEqual(many.points[0], { at: '2026-03-01T08:30:00.000Z', mean: 20, min: 20, max: 20, count: 2 })
  const year = await get('leader 001', `${BED}/series?property=heat&span=year&points=50`)
  assert.deepEqual(
    year.body.points.map(({ count }: { count: number }) => count),
    [120],
  )
  assert.equal((await get('leader 002', `${BED}/series?${span}`)).status, 404)
})

test('a correction is made by who may, marks what it changes, and is taken back', async () => {
  assert.equal((await send('leader 001', 'POST', `${BED}/corrections`, shift)).status, 403)
  assert.equal((await send('supervisor 002', 'POST', `${BED}/corrections`, shift)).status, 404)
  const bad = async (more: object) =>
    (await send('supervisor 001', 'POST', `${BED}/corrections`, { ...shift, ...more })).body.code
  assert.equal(await bad({ to: '2026-03-01T08:00:00Z' }), 'sensing.correction_span')
  assert.equal(await bad({ to: '2026-03-03T08:00:00Z' }), 'sensing.correction_span')
  assert.equal(await bad({ value: true }), 'sensing.correction_value')
  assert.equal(await bad({ kind: 'void' }), 'sensing.correction_value')
  assert.equal(await bad({ property: 'lamp' }), 'sensing.correction_value')
  assert.equal(await bad({ property: 'mood' }), 'kernel.not_found')
  const { status, body } = await send('supervisor 001', 'POST', `${BED}/corrections`, shift)
  assert.equal(status, 200)
  const span = 'from=2026-03-01T09:29:00Z&to=2026-03-01T09:31:00Z&property=heat'
  const shown = await get('leader 001', `${BED}/readings?${span}`)
  const corrected = { id: body.id, kind: 'shift', reason: 'read too low', original: 20 }
  assert.deepEqual(shown.body.series[0].readings, [
    { at: '2026-03-01T09:29:00.000Z', value: 22, corrected },
    { at: '2026-03-01T09:30:00.000Z', value: 22, corrected },
    { at: '2026-03-01T09:31:00.000Z', value: 20 },
  ])
  const summed = await get('leader 001', `${BED}/readings/buckets?${span.replace('09:29', '09:00')}&points=1`)
  assert.equal(summed.body.series[0].buckets[0].max, 22)
  const course = await get('leader 001', `${BED}/series?${span}&points=10`)
  assert.deepEqual(
    course.body.points.map(({ mean }: { mean: number }) => mean),
    [22, 22, 20],
  )
  const withdraw = `${BED}/corrections/${body.id}/withdraw`
  assert.equal((await send('supervisor 001', 'POST', withdraw, { reason: 'it was right' })).status, 200)
  assert.equal(
    (await send('supervisor 001', 'POST', withdraw, { reason: 'again' })).body.code,
    'sensing.correction_withdrawn',
  )
  const { body: list } = await get('leader 001', `${BED}/corrections`)
  assert.equal(list.items.length, 1)
  assert.ok(list.items[0].withdrawnAt)
})

test('withdrawn readings are left out, and shown marked to who asks for what was sent', async () => {
  const away = { ...shift, kind: 'void', value: undefined, from: '2026-03-01T08:00:00Z', to: '2026-03-01T08:58:00Z' }
  assert.equal((await send('supervisor 001', 'POST', `${BED}/corrections`, away)).status, 200)
  const span = 'from=2026-03-01T08:58:00Z&to=2026-03-01T08:59:00Z&property=heat'
  const readings = async (more = '') =>
    (await get('leader 001', `${BED}/readings?${span}${more}`)).body.series[0].readings.map(
      (one: { value: number; corrected?: { kind: string } }) => [one.value, one.corrected?.kind],
    )
  assert.deepEqual(await readings(), [[20, undefined]])
  assert.deepEqual(await readings('&originals=true'), [
    [20, 'void'],
    [20, undefined],
  ])
})

test('how long readings are kept is set, listed and dropped by administrators', async () => {
  const line = '/api/v1/retention/greenhouse.bed'
  const wanted = { keepDays: 30, reason: 'the notice says so' }
  assert.equal((await send('supervisor', 'PUT', line, wanted)).status, 403)
  assert.equal((await send('admin 001', 'PUT', line, wanted)).status, 404)
  assert.equal((await send('admin', 'PUT', line, { ...wanted, keepDays: 0 })).status, 400)
  assert.equal((await send('admin', 'PUT', '/api/v1/retention/anything', wanted)).status, 400)
  assert.equal((await send('admin', 'PUT', line, wanted)).status, 200)
  const { body } = await get('admin', '/api/v1/retention')
  assert.deepEqual(body.items[0], {
    type: 'greenhouse.bed',
    ...wanted,
    setAt: '2026-03-02T10:00:00.000Z',
    removedBefore: null,
  })
  assert.equal((await send('admin', 'DELETE', line)).status, 200)
  assert.equal((await send('admin', 'DELETE', line)).status, 404)
})

test('an export is a file with a name', async () => {
  const url = '/api/v1/readings/export?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z&thing=BED-1'
  const answer = await app.inject({ url, headers: { 'x-person': 'leader 001' } })
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.headers['content-type'], 'text/csv; charset=utf-8')
  assert.equal(answer.headers['content-disposition'], 'attachment; filename="readings-2026-03-01-2026-03-02.csv"')
  assert.equal(answer.body.split('\r\n').length, 63)
  assert.equal((await app.inject({ url, headers: { 'x-person': 'crew 001' } })).statusCode, 403)
})
