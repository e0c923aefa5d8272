import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { generate } from 'mqtt-packet'
import pg from 'pg'
import { personCtx } from '../../../test/support/kernel.ts'
import { type MqttSite, startMqttSite } from '../../../test/support/mqtt-site.ts'
import { until } from '../../../test/support/until.ts'
import { newId } from '../../kernel/ids.ts'
import { limits } from './limits.ts'

let place: MqttSite
before(async () => {
  place = await startMqttSite({ messagesPerSecond: 10_000_000 })
  // What is tried here is the door, not the quota of one thing.
  const admin = personCtx(place.kernel, 'admin', '')
  await place.sensing.quotas.setQuota(admin, newId(), { kind: 'type', id: 'greenhouse.bed', perMinute: 10_000_000 })
})
after(() => place.stop())

const EACH = 12_000
const SENDERS = 8
const PACKET = generate({
  cmd: 'publish',
  qos: 1,
  dup: false,
  retain: false,
  messageId: 1,
  topic: 'things/BED-1/readings',
  payload: '{"property":"moisture","value":40,"at":1000000000000}',
})

/** As many readings as asked for, each of a moment of its own, as one sender's bytes. */
function readings(sender: number): Buffer {
  const all = Buffer.concat(Array.from({ length: EACH }, () => PACKET))
  const start = place.clock.now().getTime() - 3_600_000 * 24
  const idAt = PACKET.indexOf('readings') + 'readings'.length
  const timeAt = PACKET.indexOf('1000000000000')
  for (let i = 0; i < EACH; i += 1) {
    all.writeUInt16BE(i + 1, i * PACKET.length + idAt)
    all.write(String(start + sender * EACH + i), i * PACKET.length + timeAt, 'latin1')
  }
  return all
}

/** Sends everything at once and collects the packet ids acknowledged, in their order. */
function flood(sender: number): number[] {
  const acknowledged: number[] = []
  const socket = connect(place.door.port, '127.0.0.1')
  socket.on('error', () => {})
  const clientId = `flood-${sender}`
  const password = Buffer.from(place.secretOf('gate'))
  socket.write(generate({ cmd: 'connect', clientId, clean: true, keepalive: 0, username: 'gate', password }))
  socket.write(readings(sender))
  let rest = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk as Buffer])
    let at = 0
    for (; at + 4 <= rest.length; at += 4) if (rest[at] === 0x40) acknowledged.push(rest.readUInt16BE(at + 2))
    rest = rest.subarray(at)
    if (acknowledged.length === EACH) socket.destroy()
  })
  return acknowledged
}

test('while nothing can be written senders wait, within bounds; then all they sent is kept and acknowledged in order', async () => {
  const owner = new pg.Client(place.ownerUrl)
  await owner.connect()
  await owner.query('begin; lock table sensing.batch in exclusive mode')
  const floods = Array.from({ length: SENDERS }, (_, sender) => flood(sender))
  const taken = async (): Promise<number> => {
    const text = await place.kernel.metrics.text()
    return Number(/^yiwang_readings_waiting (\d+)/m.exec(text)?.[1] ?? 0)
  }
  // The first batch is being written, the next fills up: beyond it nobody is read.
  await until(async () => (await taken()) >= 60_000, 'a full batch')
  const full = await taken()
  assert.ok(full <= 60_000 + limits.messagesATurn, `${full} taken`)
  assert.ok(floods.every((acknowledged) => acknowledged.length === 0))
  await owner.query('rollback')
  await owner.end()
  await until(() => floods.every((acknowledged) => acknowledged.length === EACH), 'every acknowledgement')
  const inOrder = Array.from({ length: EACH }, (_, i) => i + 1)
  for (const acknowledged of floods) assert.deepEqual(acknowledged, inOrder)
  assert.equal(await place.countReadings(), EACH * SENDERS)
})
