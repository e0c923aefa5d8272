import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { MqttClient } from 'mqtt'
import { personCtx } from '../../../../test/support/kernel.ts'
import { type Heard, type MqttSite, startMqttSite } from '../../../../test/support/mqtt-site.ts'
import { until } from '../../../../test/support/until.ts'
import { newId } from '../../../kernel/ids.ts'

let place: MqttSite
before(async () => {
  place = await startMqttSite()
})
after(() => place.stop())

let minutes = 600
const reading = (value: number): string => {
  minutes -= 1
  return JSON.stringify({ value, at: new Date(place.clock.now().getTime() - minutes * 60_000).toISOString() })
}
const publish = (client: MqttClient, bed: string, value: number) =>
  client.publishAsync(`things/${bed}/readings/heat`, reading(value), { qos: 1 })
const valuesOf = (heard: readonly Heard[]): unknown[] => heard.map(({ text }) => JSON.parse(text).value)

for (const protocolVersion of [4, 5] as const) {
  test(`version ${protocolVersion}: a subscriber hears the newest value, then each reading once it is on disk`, async () => {
    const sender = await place.connect('BED-1', { protocolVersion })
    await publish(sender, 'BED-1', 11)
    const heard: Heard[] = []
    const listener = await place.connect('gate', { protocolVersion, heard })
    await listener.subscribeAsync('things/BED-1/readings/heat', { qos: 1 })
    await until(() => heard.length === 1, 'the newest value')
    assert.deepEqual([heard[0]?.topic, heard[0]?.retain, valuesOf(heard)], ['things/BED-1/readings/heat', true, [11]])
    await publish(sender, 'BED-1', 12)
    await until(() => heard.length === 2, 'the live reading')
    assert.deepEqual([heard[1]?.retain, heard[1]?.qos, valuesOf(heard)], [false, 1, [11, 12]])
    await listener.unsubscribeAsync('things/BED-1/readings/heat')
    await publish(sender, 'BED-1', 13)
    await listener.endAsync()
    assert.equal(heard.length, 2)
  })
}

test('a device hears of the things it may see and of no other, whatever it asks for', async () => {
  const heard: Heard[] = []
  const own = await place.connect('BED-1', { protocolVersion: 5, heard })
  await assert.rejects(own.subscribeAsync('things/BED-2/readings/heat', { qos: 1 }))
  await assert.rejects(own.subscribeAsync('#', { qos: 1 }))
  await assert.rejects(own.subscribeAsync('$share/crew/#', { qos: 1 }))
  await own.subscribeAsync('things/+/readings/+', { qos: 1 })
  const gate = await place.connect('gate')
  await publish(gate, 'BED-2', 20)
  await publish(gate, 'BED-1', 21)
  await until(() => heard.some(({ text }) => JSON.parse(text).value === 21))
  assert.ok(heard.every(({ topic }) => topic.startsWith('things/BED-1/')))
})

test('those who share a filter get each message once among them', async () => {
  const heard: [Heard[], Heard[]] = [[], []]
  const crew = await Promise.all(
    heard.map((one, i) => place.connect('gate', { clientId: `crew-${i}`, protocolVersion: 5, heard: one })),
  )
  for (const client of crew) await client.subscribeAsync('$share/crew/things/+/readings/heat', { qos: 1 })
  const sender = await place.connect('gate')
  for (let i = 0; i < 10; i += 1) await publish(sender, 'BED-3', 30 + i)
  await until(() => heard.flat().length === 10, 'all ten')
  assert.deepEqual(
    [...valuesOf(heard.flat())].map(Number).sort((a, b) => a - b),
    [30, 31, 32, 33, 34, 35, 36, 37, 38, 39],
  )
  assert.ok(heard.every((one) => one.length === 5))
  for (const client of crew) await client.endAsync()
})

for (const protocolVersion of [4, 5] as const)
  test(`version ${protocolVersion}: what came while a client was away waits for it, even through a restart`, async () => {
    const clientId = `patient-${protocolVersion}`
    const options = {
      clientId,
      protocolVersion,
      clean: false,
      ...(protocolVersion === 5 && { properties: { sessionExpiryInterval: 3600 } }),
    }
    const first = await place.connect('BED-2', options)
    await first.subscribeAsync('things/BED-2/readings/heat', { qos: 1 })
    await first.endAsync()
    const sender = await place.connect('gate')
    await publish(sender, 'BED-2', 40)
    await place.restart()
    const again = await place.connect('gate', { clientId: 'again' })
    await publish(again, 'BED-2', 41)
    const heard: Heard[] = []
    const second = await place.connect('BED-2', { ...options, heard })
    await until(() => heard.length >= 2, 'both readings')
    assert.deepEqual(valuesOf(heard), [40, 41])
    await second.endAsync()
    const clean = await place.connect('BED-2', { ...options, clean: true, properties: {} })
    await clean.endAsync()
    const nothing: Heard[] = []
    const third = await place.connect('BED-2', { ...options, heard: nothing })
    await publish(again, 'BED-2', 42)
    await third.subscribeAsync('things/BED-2/readings/moisture')
    assert.deepEqual(nothing, [])
    await third.endAsync()
    await again.endAsync()
  })

test('an instruction reaches its thing, whenever that listens, and what it answers is on record', async () => {
  const ctx = personCtx(place.kernel, 'dispatcher', '')
  const early = await place.sensing.instructions.give(ctx, newId(), 'BED-1', {
    name: 'open-window',
    params: { degrees: 30 },
    minutes: 10,
  })
  const heard: Heard[] = []
  const device = await place.connect('BED-1', { clientId: 'actor', protocolVersion: 5, heard })
  await device.subscribeAsync('things/BED-1/instructions', { qos: 1 })
  await until(() => heard.length === 1, 'the instruction of before')
  const { id, name, params } = JSON.parse(heard[0]?.text ?? '')
  assert.deepEqual({ id, name, params }, { id: early.id, name: 'open-window', params: { degrees: 30 } })
  const later = await place.sensing.instructions.give(ctx, newId(), 'BED-1', { name: 'close', params: {}, minutes: 10 })
  await until(() => heard.length === 2, 'the new instruction')
  const answer = (receipt: unknown) => device.publishAsync('things/BED-1/receipts', JSON.stringify(receipt), { qos: 1 })
  await answer({ id: early.id, state: 'received' })
  await answer({ id: early.id, state: 'done', detail: 'open' })
  await answer({ id: early.id, state: 'done', detail: 'open' })
  await answer({ id: later.id, state: 'failed' })
  await assert.rejects(answer({ id: newId(), state: 'done' }))
  await assert.rejects(answer({ id: later.id, state: 'done' }))
  await assert.rejects(device.publishAsync('things/BED-2/receipts', '{}', { qos: 1 }))
  const { items } = await place.sensing.instructions.list(ctx, 'BED-1')
  assert.deepEqual(
    items.map(({ id, state, detail }) => [id, state, detail]),
    [
      [later.id, 'failed', null],
      [early.id, 'done', 'open'],
    ].sort(([a], [b]) => items.findIndex(({ id }) => id === a) - items.findIndex(({ id }) => id === b)),
  )
  const kinds = await place.query<{ kind: string; actor: string }>(
    `select kind, actor from kernel.journal where kind like 'instruction.%' order by kind, recorded_at`,
  )
  assert.equal(kinds.filter(({ kind }) => kind === 'instruction.given').length, 2)
  assert.equal(kinds.filter(({ kind, actor }) => kind === 'instruction.answered' && actor === 'device:BED-1').length, 3)
})

test('a will tells that its thing is lost; a goodbye does not', async () => {
  const options = {
    will: { topic: 'things/BED-3/status', payload: Buffer.from('offline'), qos: 1 as const, retain: true },
  }
  const heard: Heard[] = []
  const listener = await place.connect('gate', { clientId: 'watch', protocolVersion: 5, heard })
  await listener.subscribeAsync('things/+/status', { qos: 1 })
  const polite = await place.connect('BED-3', options)
  await polite.publishAsync('things/BED-3/status', 'online', { qos: 1 })
  await polite.endAsync()
  const lost = await place.connect('BED-3', options)
  await lost.publishAsync('things/BED-3/status', 'busy', { qos: 1 })
  lost.stream.destroy()
  await until(() => heard.length === 3, 'three statuses')
  assert.deepEqual(
    heard.map(({ text }) => text),
    ['online', 'busy', 'offline'],
  )
  const told: Heard[] = []
  const late = await place.connect('gate', { clientId: 'late', heard: told })
  await late.subscribeAsync('things/BED-3/status', { qos: 1 })
  await until(() => told.length === 1, 'the last status')
  assert.deepEqual([told[0]?.text, told[0]?.retain], ['offline', true])
  const [row] = await place.query<{ status: string; is_will: boolean }>('select status, is_will from sensing.said')
  assert.deepEqual(row, { status: 'offline', is_will: true })
})
