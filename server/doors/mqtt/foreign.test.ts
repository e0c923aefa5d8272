import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import type { IClientOptions } from 'mqtt'
import { generate } from 'selfsigned'
import { personCtx } from '../../../test/support/kernel.ts'
import { type MqttSite, startMqttSite } from '../../../test/support/mqtt-site.ts'
import { newId } from '../../kernel/ids.ts'

// Clients written by others, over every transport and in both versions.
const run = promisify(execFile)
const MOSQUITTO = '/usr/bin/mosquitto_pub'
const withoutMosquitto = existsSync(MOSQUITTO) ? false : 'mosquitto_pub is not installed (package mosquitto-clients)'

let open: MqttSite
let encrypted: MqttSite
let folder: string
let ca: string

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yiwang-tls-'))
  const names = { name: 'subjectAltName' as const, altNames: [{ type: 7 as const, ip: '127.0.0.1' }], critical: false }
  const keys = await generate([{ name: 'commonName', value: 'localhost' }], { keySize: 2048, extensions: [names] })
  ca = join(folder, 'door.crt')
  const keyFile = join(folder, 'door.key')
  await writeFile(ca, keys.cert)
  await writeFile(keyFile, keys.private)
  open = await startMqttSite()
  encrypted = await startMqttSite({ tls: { certFile: ca, keyFile } })
})
after(async () => {
  await open.stop()
  await encrypted.stop()
  await rm(folder, { recursive: true })
})

const transports: readonly [string, () => { place: MqttSite; options: IClientOptions & { url: string } }][] = [
  ['TCP', () => ({ place: open, options: { url: `mqtt://127.0.0.1:${open.door.port}` } })],
  ['WebSocket', () => ({ place: open, options: { url: `ws://127.0.0.1:${open.webPort}/mqtt` } })],
  [
    'TLS',
    () => ({
      place: encrypted,
      options: { url: `mqtts://127.0.0.1:${encrypted.door.port}`, rejectUnauthorized: false },
    }),
  ],
]

for (const [index, [name, transport]] of transports.entries())
  for (const protocolVersion of [4, 5] as const)
    test(`mqtt.js, version ${protocolVersion}, ${name}: what is acknowledged is on disk, whatever the QoS and the topic`, async () => {
      const { place, options } = transport()
      const client = await place.connect('BED-1', { ...options, protocolVersion })
      const before = await place.countReadings()
      const at = (i: number) =>
        new Date(place.clock.now().getTime() - 60_000 * (index * 100 + protocolVersion * 10 + i)).toISOString()
      const topic = 'things/BED-1/readings'
      await client.publishAsync(topic, JSON.stringify({ property: 'moisture', value: 40, at: at(1) }), { qos: 1 })
      assert.equal(await place.countReadings(), before + 1)
      await client.publishAsync(topic, JSON.stringify([{ property: 'heat', value: 20, at: at(1) }]), { qos: 2 })
      assert.equal(await place.countReadings(), before + 2)
      await client.publishAsync(`${topic}/heat`, JSON.stringify({ value: 20.5, at: at(2) }), { qos: 1 })
      await client.publishAsync(`${topic}/window`, 'true', { qos: 2 })
      const batch = [{ thing: 'BED-1', property: 'heat', value: 21, at: at(3) }]
      await client.publishAsync('readings', JSON.stringify(batch), { qos: 1 })
      assert.equal(await place.countReadings(), before + 5)
      // QoS 0 is heard before what comes behind it on the same connection.
      await client.publishAsync(`${topic}/heat`, JSON.stringify({ value: 22, at: at(4) }), { qos: 0 })
      await client.publishAsync(`${topic}/heat`, JSON.stringify({ value: 23, at: at(5) }), { qos: 1 })
      assert.equal(await place.countReadings(), before + 7)
      await client.endAsync()
    })

const mosquitto = (place: MqttSite, ...more: string[]): Promise<unknown> =>
  run(MOSQUITTO, [
    ...['-h', '127.0.0.1', '-p', String(place.door.port), '-u', 'BED-2', '-P', place.secretOf('BED-2')],
    ...['-t', 'things/BED-2/readings/moisture', ...more],
  ])

for (const version of ['mqttv311', 'mqttv5'])
  for (const qos of ['1', '2'])
    test(`mosquitto_pub, ${version}, QoS ${qos}, over TCP and TLS`, { skip: withoutMosquitto }, async () => {
      for (const place of [open, encrypted]) {
        const before = await place.countReadings()
        const tls = place === encrypted ? ['--cafile', ca] : []
        await mosquitto(place, '-V', version, '-q', qos, '-m', '41.5', ...tls)
        assert.equal(await place.countReadings(), before + 1)
        await assert.rejects(mosquitto(place, '-V', version, '-q', qos, '-m', '41.5', '-P', 'wrong', ...tls))
      }
    })

for (const version of ['mqttv311', 'mqttv5'])
  test(`mosquitto_sub, ${version}, hears the newest value`, { skip: withoutMosquitto }, async () => {
    const sender = await open.connect('BED-2', { clientId: 'before' })
    await sender.publishAsync('things/BED-2/readings/heat', '31.5', { qos: 1 })
    const { stdout } = await run('/usr/bin/mosquitto_sub', [
      ...['-h', '127.0.0.1', '-p', String(open.door.port), '-u', 'BED-2', '-P', open.secretOf('BED-2')],
      ...['-V', version, '-q', '1', '-C', '1', '-W', '20', '-t', 'things/BED-2/readings/heat'],
    ])
    assert.equal(JSON.parse(stdout).value, 31.5)
  })

const upgrade = (path: string, protocol: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      'sec-websocket-protocol': protocol,
    }
    const asked = request({ host: '127.0.0.1', port: open.webPort, path, headers })
    asked.on('response', ({ statusCode = 0 }) => resolve(statusCode))
    asked.on('upgrade', (_response, socket) => {
      socket.destroy()
      resolve(101)
    })
    asked.on('error', reject)
    asked.end()
  })

test('a WebSocket for something else, or elsewhere, is refused', async () => {
  assert.equal(await upgrade('/mqtt', 'mqtt'), 101)
  assert.equal(await upgrade('/mqtt', 'chat'), 400)
  assert.equal(await upgrade('/elsewhere', 'mqtt'), 404)
})

test('a certificate speaks for its device, until it is taken away', async () => {
  const own = await generate([{ name: 'commonName', value: 'bed one' }], {
    keySize: 2048,
    notBeforeDate: new Date('2026-01-01T00:00:00Z'),
    notAfterDate: new Date('2030-01-01T00:00:00Z'),
  })
  const url = `mqtts://127.0.0.1:${encrypted.door.port}`
  const options = { url, rejectUnauthorized: false, cert: own.cert, key: own.private }
  const nameless = () => encrypted.connect('BED-1', { ...options, nameless: true })
  await assert.rejects(nameless())
  const ctx = personCtx(encrypted.kernel, 'admin', '')
  await assert.rejects(encrypted.sensing.devices.certify(ctx, newId(), 'BED-1', own.private))
  const { fingerprint } = await encrypted.sensing.devices.certify(ctx, newId(), 'BED-1', own.cert)
  const client = await nameless()
  const before = await encrypted.countReadings()
  await client.publishAsync('things/BED-1/readings/moisture', '55', { qos: 1 })
  assert.equal(await encrypted.countReadings(), before + 1)
  await client.publishAsync('things/BED-2/readings/moisture', '55', { qos: 1 })
  assert.equal(await encrypted.countReadings(), before + 1)
  const closed = new Promise<void>((resolve) => client.once('close', () => resolve()))
  await encrypted.sensing.devices.uncertify(ctx, newId(), 'BED-1', fingerprint)
  await closed
  await assert.rejects(nameless())
  const { items } = await encrypted.sensing.devices.certificates(ctx, 'BED-1')
  assert.deepEqual(
    items.map((one) => [one.fingerprint, one.subject, one.removedAt !== null]),
    [[fingerprint, 'CN=bed one', true]],
  )
})
