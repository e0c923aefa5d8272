import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import mqtt from 'mqtt'
import sharp from 'sharp'
import { demoSecret } from '../server/sensing/index.ts'
import { type Answer, startHouse, type TestHouse } from './support/house.ts'
import { until } from './support/until.ts'

let house: TestHouse
before(async () => {
  house = await startHouse()
})
after(() => house.stop())

type Case = Record<string, unknown> & {
  version: number
  actions: { id: string; allowed: boolean }[]
  units: { id: string }[]
  state: { id: string }
  events: number
}

const getCase = async (account: string, id: string) =>
  (await house.call(account, 'GET', `/api/v1/cases/${id}`)).body as unknown as Case

async function step(account: string, id: string, action: string, input: Record<string, unknown> = {}): Promise<Answer> {
  const { version } = await getCase(account, id)
  return house.call(account, 'POST', `/api/v1/cases/${id}/steps`, { action, version, input })
}

async function photo(account: string): Promise<string> {
  const id = randomUUID()
  const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#567' } })
    .jpeg()
    .toBuffer()
  const kept = await house.call(account, 'PUT', `/api/v1/photos/${id}`, picture)
  assert.equal(kept.status, 200, JSON.stringify(kept.body))
  return id
}

async function publish(code: string, readings: unknown): Promise<void> {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${house.mqttPort}`, {
    username: code,
    password: demoSecret('demo', code),
  })
  await client.publishAsync(`things/${code}/readings`, JSON.stringify(readings), { qos: 1 })
  await client.endAsync()
}

test('a gauge over MQTT crosses red; dispatcher, crew and inspector close the case', async () => {
  const things = await house.call('dispatcher', 'GET', '/api/v1/city/things?type=flood.gauge&limit=5')
  const code = String(things.body.items?.[0]?.code)
  await publish(code, { property: 'level', value: 5.5 })

  const found = await until(async () => {
    const list = await house.call('dispatcher', 'GET', '/api/v1/cases?queue=mine')
    return list.body.items?.find((one) => one.severity === 'red')
  }, 'a red case in the dispatcher’s queue')
  const id = String(found.case)
  assert.match(String(found.number), /^\d{8}-310105-\d{6}$/)
  assert.deepEqual((found.state as { id: string }).id, 'pending_dispatch')

  await publish(code, { property: 'level', value: 5.6 })
  const [unit] = (await getCase('dispatcher', id)).units
  assert.equal((await step('dispatcher', id, 'dispatch', { unitId: unit?.id })).status, 200)
  assert.equal((await getCase('dispatcher', id)).events, 1, 'a signal that gets no graver adds nothing')

  const denied = await step('dispatcher', id, 'accept')
  assert.equal(denied.status, 403)
  assert.equal((await step('crew', id, 'accept')).status, 200)
  const unfinished = await step('crew', id, 'finish')
  assert.equal(unfinished.body.code, 'flow.photos_required')
  const photos = { 'photos.before': [await photo('crew')], 'photos.after': [await photo('crew')] }
  assert.equal((await step('crew', id, 'finish', photos)).status, 200)
  assert.equal((await step('inspector', id, 'pass')).status, 200)
  assert.equal((await step('inspector', id, 'close', { reason: 'condition_met' })).status, 200)

  const closed = await getCase('inspector', id)
  assert.equal(closed.state.id, 'closed')
  assert.equal(closed.done, true)
  const overview = await house.call('leader', 'GET', '/api/v1/cases/overview')
  assert.deepEqual((overview.body.today as Record<string, unknown>).closed, 1)
})

test('acting on what somebody else has changed is refused with what changed', async () => {
  const report = { channel: 'patrol', category: 'city-basics.manhole-cover', position: { lon: 121.39, lat: 31.215 } }
  const made = await house.call('inspector', 'POST', '/api/v1/reports', { ...report, words: '井盖移位' })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  const id = String(made.body.case)
  const { version } = await getCase('intake', id)
  await step('intake', id, 'claim')
  const stale = await house.call('supervisor', 'POST', `/api/v1/cases/${id}/steps`, {
    action: 'refuse',
    version,
    input: { reason: 'not_found' },
  })
  assert.equal(stale.status, 409)
  assert.equal(stale.body.code, 'kernel.stale')
  assert.equal((stale.body.params as { changes: unknown[] }).changes.length, 1)
})

test('a case is found by its number, its place and a two-character word; a crew sees only its own', async () => {
  const position = { lon: 121.4, lat: 31.21 }
  const made = await house.call('intake', 'POST', '/api/v1/reports', {
    channel: 'hotline',
    words: '路灯成片不亮',
    place: '古北路近红宝石路',
    position,
    reporter: { name: '王女士', phone: '13800002041' },
  })
  const id = String(made.body.case)
  for (const q of [String(made.body.number), '古北', '路灯', '红宝石 不亮']) {
    const list = await house.call('intake', 'GET', `/api/v1/cases?queue=all&q=${encodeURIComponent(q)}`)
    assert.ok(
      list.body.items?.some((one) => one.case === id),
      `found by ${q}`,
    )
  }
  assert.equal((await house.call('crew', 'GET', `/api/v1/cases/${id}`)).status, 404)
  const seen = await getCase('intake', id)
  assert.ok(!JSON.stringify(seen).includes('13800002041'), 'the caller is not shown unasked')
  const reporter = await house.call('intake', 'POST', `/api/v1/cases/${id}/reporter`, { purpose: '回访来电人' })
  assert.ok(JSON.stringify(reporter.body).includes('13800002041'))
})
