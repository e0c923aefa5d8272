import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { bed, greenhouse } from '../../../test/support/greenhouse.ts'
import { createTestKernel, personCtx } from '../../../test/support/kernel.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import type { Kernel } from '../../kernel/index.ts'
import { createSensing, type Sensing } from '../../sensing/index.ts'
import { type MqttDoor, openMqttDoor } from './index.ts'

// Two processes on one store: devices come to `here`, their credentials are looked after from `there`.
let site: Awaited<ReturnType<typeof createTestKernel>>
let here: Sensing
let there: Sensing
let elsewhere: Kernel
let door: MqttDoor
let admin: Ctx
const clients: MqttClient[] = []

before(async () => {
  site = await createTestKernel()
  elsewhere = site.another()
  const since = site.clock.now()
  const deps = { zone: 'Asia/Shanghai', things: async () => [bed(1, '001', since)] }
  here = createSensing(site.kernel, deps)
  there = createSensing(elsewhere, deps)
  for (const [kernel, sensing] of [
    [site.kernel, here],
    [elsewhere, there],
  ] as const) {
    kernel.access.register(sensing.permissions)
    kernel.kinds.register(sensing.events)
    await kernel.start()
  }
  await here.start([greenhouse])
  await there.refresh()
  admin = personCtx(elsewhere, 'admin', '')
  door = await openMqttDoor(site.kernel, here, { port: 0, host: '127.0.0.1' })
})
after(async () => {
  for (const client of clients) client.end(true)
  await door.stop()
  await here.stop()
  await elsewhere.stop()
  await site.stop()
})

async function connect(id: string, password: string): Promise<MqttClient> {
  const options: IClientOptions = { username: id, password, reconnectPeriod: 0, protocolVersion: 4 }
  const client = await connectAsync(`mqtt://127.0.0.1:${door.port}`, options)
  client.on('error', () => {})
  clients.push(client)
  return client
}

const closing = (client: MqttClient): Promise<void> => new Promise((resolve) => client.once('close', resolve))

async function issue(id: string): Promise<string> {
  const device = { id, name: id, divisionKey: '001', gateway: false, things: ['BED-1'] }
  const { secret } = await there.devices.issue(admin, newId(), device)
  assert.ok(secret)
  return secret
}

test('a secret changed by another process is the only one that opens here, and who came in by the old one is put out', async () => {
  const old = await issue('rotated')
  const client = await connect('rotated', old)
  const closed = closing(client)
  const { secret } = await there.devices.rotate(admin, newId(), 'rotated')
  await closed
  await assert.rejects(here.devices.signIn('rotated', old), { code: 'sensing.bad_credential' })
  const again = await connect('rotated', secret ?? '')
  await again.publishAsync('things/BED-1/readings', JSON.stringify({ property: 'moisture', value: 40 }), { qos: 1 })
})

test('a device revoked by another process is put out and comes in no more, others stay', async () => {
  const [secret, kept] = [await issue('revoked'), await issue('kept')]
  const [client, other] = [await connect('revoked', secret), await connect('kept', kept)]
  assert.equal((await here.devices.signIn('revoked', secret)).credential.id, 'revoked')
  const closed = closing(client)
  await there.devices.revoke(admin, newId(), 'revoked')
  await closed
  await assert.rejects(here.devices.signIn('revoked', secret), { code: 'sensing.bad_credential' })
  await assert.rejects(connect('revoked', secret))
  await other.publishAsync('things/BED-1/readings', JSON.stringify({ property: 'moisture', value: 41 }), { qos: 1 })
})

test('a credential read while it was being revoked is not remembered', async () => {
  const secret = await issue('raced')
  for (let turn = 0; turn < 20; turn += 1) {
    const { secret: next } = await there.devices.rotate(admin, newId(), 'raced')
    const signing = Array.from({ length: 5 }, () => here.devices.signIn('raced', next ?? '').catch(() => undefined))
    await Promise.all([there.devices.rotate(admin, newId(), 'raced'), ...signing])
    await Promise.all([elsewhere.settled(), site.kernel.settled()])
    await assert.rejects(here.devices.signIn('raced', next ?? ''), { code: 'sensing.bad_credential' })
  }
  await assert.rejects(here.devices.signIn('raced', secret), { code: 'sensing.bad_credential' })
})
