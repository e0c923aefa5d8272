import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { generate, type Packet } from 'mqtt-packet'
import { enterLine, type MqttLine, openLine, type Wishes } from '../../../test/support/mqtt-line.ts'
import { type MqttSite, startMqttSite } from '../../../test/support/mqtt-site.ts'
import { until } from '../../../test/support/until.ts'
import { limits } from './limits.ts'

// MQTT packet by packet, for what clients hide.
let place: MqttSite
before(async () => {
  place = await startMqttSite({ messagesPerSecond: 1_000_000 })
})
after(() => place.stop())

const open = (version: 4 | 5) => openLine(place, version)
const enter = (version: 4 | 5, id: string, wishes?: Wishes) => enterLine(place, version, id, wishes)

let second = 0
const reading = (value: number): string => {
  second += 1
  const at = new Date(place.clock.now().getTime() - 3_600_000 + second * 1000).toISOString()
  return JSON.stringify({ property: 'moisture', value, at })
}
const publish = (line: MqttLine, messageId: number, payload: string, more: object = {}): void =>
  line.send({
    cmd: 'publish',
    topic: 'things/BED-1/readings',
    payload,
    qos: 1,
    dup: false,
    retain: false,
    messageId,
    ...more,
  } as Packet)

test('the welcome says what the door takes, and names the nameless', async () => {
  const line = await enter(5, 'BED-1', {
    clientId: '',
    properties: { sessionExpiryInterval: 0xffffffff },
    keepalive: 0,
  })
  const { reasonCode, sessionPresent, properties = {} } = line.welcome
  assert.deepEqual([reasonCode, sessionPresent], [0, false])
  assert.ok((properties.assignedClientIdentifier?.length ?? 0) > 20)
  assert.equal(properties.sessionExpiryInterval, limits.sessionSeconds)
  assert.equal(properties.receiveMaximum, limits.unacknowledged)
  assert.equal(properties.maximumPacketSize, limits.packetBytes)
  assert.equal(properties.topicAliasMaximum, limits.topicAliases)
  assert.equal(properties.serverKeepAlive, limits.keepaliveSeconds)
  line.socket.destroy()
})

test('who is not let in hears why, in the words of their version', async () => {
  const wrong = await enter(5, 'BED-1', { password: 'guess' })
  assert.equal(wrong.welcome.reasonCode, 0x86)
  await wrong.closed
  assert.equal((await enter(4, 'BED-1', { password: 'guess' })).welcome.returnCode, 4)
  assert.equal((await enter(4, 'BED-1', { clientId: 'x'.repeat(200) })).welcome.returnCode, 2)
  const nameless = await open(4)
  nameless.socket.write(Buffer.from([0x10, 12, 0, 4, ...Buffer.from('MQTT'), 4, 0, 0, 60, 0, 0]))
  assert.equal((await nameless.next('connack')).returnCode, 4)
  const method = { authenticationMethod: 'SCRAM', authenticationData: Buffer.alloc(1) }
  assert.equal((await enter(5, 'BED-1', { properties: method })).welcome.reasonCode, 0x8c)
  const old = await open(4)
  old.socket.write(Buffer.from([0x10, 16, 0, 6, ...Buffer.from('MQIsdp'), 3, 2, 0, 60, 0, 2, 0x61, 0x62]))
  assert.equal((await old.next('connack')).returnCode, 1)
  const noise = await open(4)
  noise.socket.write('GET / HTTP/1.1\r\n\r\n')
  await noise.closed
})

test('refused readings are told with their reason, in order with those that are kept', async () => {
  const line = await enter(5, 'BED-1')
  publish(line, 1, reading(10))
  publish(line, 2, '{"property":"moisture","value":-1}')
  publish(line, 3, reading(11), { topic: 'things/BED-2/readings' })
  publish(line, 4, reading(12), { topic: 'lamps/BED-1' })
  publish(line, 5, 'online', { topic: 'things/BED-1/status' })
  publish(line, 6, reading(13))
  await until(() => line.packets.length === 6, 'six acknowledgements')
  const told = line.packets.map((packet) => (packet.cmd === 'puback' ? [packet.messageId, packet.reasonCode] : packet))
  assert.deepEqual(told, [
    [1, 0],
    [2, 0x99],
    [3, 0x87],
    [4, 0x90],
    [5, 0],
    [6, 0],
  ])
  const [, refused] = line.packets
  assert.match((refused?.cmd === 'puback' && refused.properties?.reasonString) || '', /sensing\.impossible_value/)
  const quiet = await enter(5, 'BED-1', { properties: { requestProblemInformation: false } })
  publish(quiet, 1, '{')
  const { reasonCode, properties } = await quiet.next('puback')
  assert.deepEqual([reasonCode, properties], [0x99, undefined])
  line.socket.destroy()
  quiet.socket.destroy()
})

test('a topic may be given a number; one that was not given ends the connection', async () => {
  const line = await enter(5, 'BED-1')
  publish(line, 1, reading(20), { properties: { topicAlias: 3, userProperties: { site: 'north' } } })
  publish(line, 2, reading(21), { topic: '', properties: { topicAlias: 3 } })
  assert.equal((await line.next('puback')).reasonCode, 0)
  assert.equal((await line.next('puback')).reasonCode, 0)
  publish(line, 3, reading(22), { topic: '', properties: { topicAlias: 4 } })
  assert.equal((await line.next('disconnect')).reasonCode, 0x94)
  await line.closed
})

test('QoS 2 is taken once while it is not released', async () => {
  for (const version of [4, 5] as const) {
    const line = await enter(version, 'BED-1')
    const before = await place.countReadings()
    const once2 = { qos: 2 }
    const timeless = '{"property":"heat","value":20}'
    publish(line, 7, timeless, once2)
    await line.next('pubrec')
    publish(line, 7, timeless, { ...once2, dup: true })
    await line.next('pubrec')
    line.send({ cmd: 'pubrel', messageId: 7 })
    assert.equal((await line.next('pubcomp')).messageId, 7)
    assert.equal(await place.countReadings(), before + 1)
    publish(line, 7, timeless, once2)
    await line.next('pubrec')
    assert.equal(await place.countReadings(), before + 2)
    line.socket.destroy()
  }
})

test('a client gets no more at once than it takes, and nothing larger', async () => {
  const session = { sessionExpiryInterval: 600 }
  const line = await enter(5, 'BED-2', { properties: { ...session, receiveMaximum: 2, maximumPacketSize: 200 } })
  const subscriptions = [{ topic: 'things/BED-2/readings/lamp', qos: 1 as const }]
  line.send({ cmd: 'subscribe', messageId: 1, subscriptions, properties: { subscriptionIdentifier: 9 } })
  assert.deepEqual((await line.next('suback')).granted, [1])
  const sender = await place.connect('gate')
  const text = (value: string, i: number) =>
    sender.publishAsync(
      'things/BED-2/readings/lamp',
      JSON.stringify({ value, at: new Date(place.clock.now().getTime() - 1000 + i).toISOString() }),
      { qos: 1 },
    )
  for (const [i, value] of ['a', 'b', 'x'.repeat(190), 'c', 'd'].entries()) await text(value, i)
  await until(() => line.packets.filter(({ cmd }) => cmd === 'publish').length === 2, 'two messages')
  const said: unknown[] = []
  for (let i = 0; i < 4; i += 1) {
    const { payload, messageId, properties } = await line.next('publish')
    said.push(JSON.parse(String(payload)).value)
    assert.equal(properties?.subscriptionIdentifier, 9)
    if (messageId !== undefined) line.send({ cmd: 'puback', messageId })
  }
  assert.deepEqual(said, ['a', 'b', 'c', 'd'])
  line.socket.destroy()
})

test('what was not acknowledged comes again, marked so; another client of the same name takes the session over', async () => {
  const wishes = { clean: false, properties: { sessionExpiryInterval: 600 }, clientId: 'again' }
  const first = await enter(5, 'BED-3', wishes)
  first.send({
    cmd: 'subscribe',
    messageId: 1,
    subscriptions: [{ topic: 'things/BED-3/readings/heat', qos: 1, rh: 2 }],
  })
  await first.next('suback')
  const sender = await place.connect('gate')
  await sender.publishAsync('things/BED-3/readings/heat', '21', { qos: 1 })
  const sent = await first.next('publish')
  const other = await enter(5, 'BED-3', wishes)
  assert.equal((await first.next('disconnect')).reasonCode, 0x8e)
  await first.closed
  assert.equal(other.welcome.sessionPresent, true)
  const again = await other.next('publish')
  assert.deepEqual([again.dup, again.messageId, String(again.payload)], [true, sent.messageId, String(sent.payload)])
  // The same client id under another device is another session.
  const stranger = await enter(5, 'BED-1', { ...wishes })
  assert.equal(stranger.welcome.sessionPresent, false)
  for (const { socket } of [other, stranger]) socket.destroy()
})

test('a session ends when its time is over', async () => {
  const wishes = { clean: false, properties: { sessionExpiryInterval: 30 }, clientId: 'brief' }
  const first = await enter(5, 'BED-3', wishes)
  first.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'things/BED-3/readings/heat', qos: 1 }] })
  await first.next('suback')
  first.send({ cmd: 'disconnect', reasonCode: 0 })
  await first.closed
  const kept = await place.query<{ client_id: string }>(
    `select client_id from sensing.mqtt_session where client_id = 'brief'`,
  )
  assert.equal(kept.length, 1)
  place.clock.set(new Date(place.clock.now().getTime() + 31_000).toISOString())
  await until(async () => {
    const rows = await place.query(`select from sensing.mqtt_session where client_id = 'brief'`)
    return rows.length === 0
  }, 'the end of the session')
  const later = await enter(5, 'BED-3', wishes)
  assert.equal(later.welcome.sessionPresent, false)
  later.socket.destroy()
})

test('a client that falls silent is taken for gone; one that pings is not', async () => {
  const silent = await enter(5, 'BED-1', { keepalive: 1, clientId: 'silent' })
  const pinging = await place.connect('BED-1', { keepalive: 1, clientId: 'pinging' })
  assert.equal((await silent.next('disconnect')).reasonCode, 0x8d)
  await silent.closed
  assert.equal(pinging.connected, true)
})

test('too much of anything is refused: subscriptions, long filters, packets beyond the limit', async () => {
  const line = await enter(5, 'gate', { clientId: 'greedy' })
  const subscriptions = Array.from({ length: limits.subscriptions + 1 }, (_, i) => ({
    topic: `things/+/readings/${i}`,
    qos: 0 as const,
  }))
  line.send({ cmd: 'subscribe', messageId: 1, subscriptions })
  const { granted } = await line.next('suback')
  assert.deepEqual(granted.slice(-2), [0, 0x97])
  line.send({ cmd: 'subscribe', messageId: 2, subscriptions: [{ topic: `things/+/${'x'.repeat(600)}`, qos: 0 }] })
  assert.deepEqual((await line.next('suback')).granted, [0x8f])
  line.socket.write(Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f]))
  assert.equal((await line.next('disconnect')).reasonCode, 0x95)
  await line.closed
})

test('a client that asks and never reads the answers is disconnected', async () => {
  const deaf = await enter(5, 'BED-1', { clientId: 'deaf' })
  publish(deaf, 1, reading(50))
  await deaf.next('puback')
  deaf.socket.pause()
  const subscriptions = [{ topic: 'things/BED-1/readings/+', qos: 0 as const, rh: 0 }]
  const question = generate({ cmd: 'subscribe', messageId: 1, subscriptions }, { protocolVersion: 5 })
  const questions = Buffer.concat(Array.from({ length: 1000 }, () => question))
  let isClosed = false
  deaf.closed.then(() => {
    isClosed = true
  })
  // What the two kernels hold for it comes first: some megabytes.
  for (let sent = 0; !isClosed && sent < 500; sent += 1)
    await new Promise<void>((resolve) => deaf.socket.write(questions, () => resolve()))
  await deaf.closed
})

test('a revoked device is disconnected at once', async () => {
  const line = await enter(5, 'BED-2', { clientId: 'revoked' })
  const ctx = {
    actor: { kind: 'system', id: 'system:test', personId: null, unitId: null, name: 'test', grants: [], demo: false },
    locale: 'en',
    requestId: 'test',
    clock: place.clock,
  } as const
  await place.sensing.devices.revoke(ctx, '00000000-0000-4000-8000-00000000abcd', 'BED-2')
  assert.equal((await line.next('disconnect')).reasonCode, 0x87)
  await line.closed
  assert.equal((await enter(5, 'BED-2')).welcome.reasonCode, 0x86)
})
