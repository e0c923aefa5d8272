import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { connectAsync, type MqttClient } from 'mqtt'
import pg from 'pg'
import { bed, greenhouse } from '../../../test/support/greenhouse.ts'
import { createTestKernel } from '../../../test/support/kernel.ts'
import { createSensing, demoSecret, type Sensing } from '../../sensing/index.ts'
import { type MqttDoor, openMqttDoor } from './index.ts'

let site: Awaited<ReturnType<typeof createTestKernel>>
let sensing: Sensing
let door: MqttDoor
const clients: MqttClient[] = []

const connect = async (id: string, password = demoSecret('7', id)): Promise<MqttClient> => {
  const client = await connectAsync(`mqtt://127.0.0.1:${door.port}`, {
    username: id,
    password,
    reconnectPeriod: 50,
    protocolVersion: 4,
  })
  // Connections are cut on purpose here.
  client.on('error', () => {})
  clients.push(client)
  return client
}

const closing = (client: MqttClient): Promise<void> => new Promise((resolve) => client.once('close', resolve))

const read = <T>(text: string): Promise<T[]> => site.kernel.pool.whole((tx) => tx.query<T>(text))
const count = async (): Promise<number> =>
  (await read<{ count: number }>('select count(*)::integer as count from sensing.reading'))[0]?.count ?? 0

/** Waits until something is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const limit = performance.now() + 10_000; !(await isSo()); ) {
    if (performance.now() > limit) throw new Error('waited in vain')
  }
}

before(async () => {
  site = await createTestKernel()
  const since = site.clock.now()
  sensing = createSensing(site.kernel, {
    zone: 'Asia/Shanghai',
    things: async () => [bed(1, '001', since), bed(2, '001', since)],
  })
  site.kernel.access.register(sensing.permissions)
  await sensing.start([greenhouse])
  await sensing.seedDemoDevices('7')
  door = await openMqttDoor(site.kernel, sensing, { port: 0, host: '127.0.0.1' })
})
after(async () => {
  for (const client of clients) client.end(true)
  await door.stop()
  await sensing.stop()
  await site.stop()
})

test('a reading over MQTT is on disk when it is acknowledged', async () => {
  const client = await connect('BED-1')
  const at = site.clock.now().toISOString()
  await client.publishAsync('things/BED-1/readings', JSON.stringify({ property: 'moisture', value: 40, at }), {
    qos: 1,
  })
  assert.equal(await count(), 1)
  const several = [
    { property: 'moisture', value: 41 },
    { property: 'heat', value: 20 },
  ]
  await client.publishAsync('things/BED-1/readings', JSON.stringify(several), { qos: 2 })
  assert.equal(await count(), 3)
})

test('what is no reading is set aside with its reason and the connection kept', async () => {
  const client = await connect('BED-1')
  let closed = 0
  client.on('close', () => {
    closed += 1
  })
  await client.publishAsync('things/BED-1/readings', '{', { qos: 1 })
  await client.publishAsync('lights/BED-1', '1', { qos: 1 })
  await client.publishAsync('things/BED-2/readings', '{"property":"moisture","value":1}', { qos: 1 })
  await client.publishAsync('things/BED-1/readings', '{"property":"moisture","value":-1}', { qos: 1 })
  await client.publishAsync('things/BED-1/readings', Buffer.alloc(270_000, 0x20), { qos: 1 })
  assert.equal(closed, 0)
  const rows = await read<{ code: string; params: { detail?: string } }>(
    `select code, params from sensing.set_aside where door = 'mqtt' order by id`,
  )
  assert.deepEqual(
    rows.map(({ code, params }) => [code, params.detail ?? null]),
    [
      ['sensing.malformed', 'json'],
      ['sensing.malformed', 'topic'],
      ['sensing.not_permitted', null],
      ['sensing.impossible_value', null],
      ['sensing.malformed', 'size'],
    ],
  )
})

test('a wrong secret, an unknown device and a subscription are refused; a flood of bytes ends the connection', async () => {
  await assert.rejects(connect('BED-1', 'guess'), /Not authorized|Bad username/i)
  await assert.rejects(connect('BED-77'), /Not authorized|Bad username/i)
  const client = await connect('BED-1')
  await assert.rejects(client.subscribeAsync('#'), /Unspecified error/)
  const closed = closing(client)
  client.publish('things/BED-1/readings', Buffer.alloc(2_000_000), { qos: 0 })
  await closed
})

test('without a commit there is no acknowledgement; sent again, the reading counts once', async () => {
  const client = await connect('BED-2')
  const before = await count()
  const owner = new pg.Client(site.database.ownerUrl)
  await owner.connect()
  await owner.query('begin; lock table sensing.batch in exclusive mode')
  const waiting = async (): Promise<number[]> => {
    const { rows } = await owner.query<{ pid: number }>(`select pid from pg_locks where not granted`)
    return rows.map(({ pid }) => pid)
  }
  let acknowledged = false
  const at = site.clock.now().toISOString()
  const sent = client
    .publishAsync('things/BED-2/readings', JSON.stringify({ property: 'moisture', value: 33, at }), { qos: 1 })
    .then(() => {
      acknowledged = true
    })
  await until(async () => (await waiting()).length > 0)
  assert.equal(acknowledged, false)
  const closed = closing(client)
  for (const pid of await waiting()) await read(`select pg_terminate_backend(${pid})`)
  await closed
  assert.equal(acknowledged, false)
  assert.equal(await count(), before)
  await owner.query('rollback')
  await owner.end()
  await sent
  assert.equal(await count(), before + 1)
})
