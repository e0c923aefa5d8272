import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { makeFolder } from '../../test/support/cluster.ts'
import { createTestDatabase } from '../../test/support/database.ts'
import { readConfig } from '../kernel/config/config.ts'
import { findLockHolder } from '../kernel/database/lock.ts'
import { Fault } from '../kernel/errors.ts'
import { stampDemo } from './demo.ts'
import { greet } from './greeting.ts'
import { type StartServer, servePlace } from './serve.ts'

const folders: string[] = []
after(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

async function configOf(env: Record<string, string> = {}) {
  const folder = await makeFolder('boot')
  folders.push(folder)
  return readConfig({ YIWANG_DATA: folder, YIWANG_PORT: '0', YIWANG_MQTT_PORT: '0', YIWANG_HOST: '127.0.0.1', ...env })
}

const quiet = () => {}
const isFault = (code: string) => (error: unknown) => error instanceof Fault && error.code === code

/** The smallest server there is: a port that answers. */
const listen: StartServer = async (config) => {
  const server = createServer((socket) => socket.end()).listen(config.port, config.host)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: `http://localhost:${port}`,
    accounts: [{ name: 'dispatcher', password: 'river-lamp-7', zh: '派遣员', en: 'dispatcher' }],
    async stop() {
      server.close()
      await once(server, 'close')
    },
  }
}

test('a place comes up, says how to get in, and gives everything back when it stops', async () => {
  const config = await configOf()
  const place = await servePlace(config, listen, '0.1.0', quiet)
  assert.equal(place.config.demo, true)
  const text = greet(place)
  assert.match(text, new RegExp(place.server.address))
  assert.match(text, /river-lamp-7/)
  assert.match(text, /Ctrl-C/)
  await assert.rejects(servePlace(config, listen, '0.1.0', quiet), isFault('database.in_use'))
  await place.stop()
  assert.equal(await findLockHolder(join(config.dataFolder, 'yiwang.lock')), undefined)
  assert.equal(await findLockHolder(join(config.dataFolder, 'postgres.lock')), undefined)
})

test('with a certificate made here, phones are told where to get it', async () => {
  const config = await configOf({ YIWANG_TLS: 'local' })
  const place = await servePlace(config, listen, '0.1.0', quiet)
  const { phoneAddress } = place
  assert.ok(phoneAddress)
  assert.match(greet(place), new RegExp(`Phones first +${phoneAddress}`))
  assert.match(await (await fetch(`${phoneAddress}/yiwang.crt`)).text(), /BEGIN CERTIFICATE/)
  const { tlsCert = '' } = place.config
  assert.equal(tlsCert, join(config.dataFolder, 'tls/server.crt'))
  assert.ok(new X509Certificate(await readFile(tlsCert)).checkIP('127.0.0.1'))
  await place.stop()
  await assert.rejects(fetch(`${phoneAddress}/`))
})

test('a taken port is refused before anything is started, with a free one to choose', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const next = createServer().listen(port + 1, '127.0.0.1')
  // Whoever holds it, the next port is taken too.
  await Promise.race([once(next, 'listening'), once(next, 'error')])
  const config = await configOf({ YIWANG_MQTT_PORT: String(port) })
  await assert.rejects(servePlace(config, listen, '0.1.0', quiet), (error: unknown) => {
    assert.ok(error instanceof Fault)
    const suggested = Number(/YIWANG_MQTT_PORT=(\d+) npm start/.exec(error.say('en'))?.[1])
    assert.ok(suggested > port + 1 && suggested !== config.port, String(suggested))
    return true
  })
  other.close()
  next.close()
})

test('a server that fails to open leaves no database running and no lock', async () => {
  const config = await configOf()
  const broken: StartServer = async () => {
    throw new Error('no door')
  }
  await assert.rejects(servePlace(config, broken, '0.1.0', quiet), /no door/)
  const place = await servePlace(config, listen, '0.1.0', quiet)
  await place.stop()
})

test('a store stays what it was made as', async () => {
  const database = await createTestDatabase()
  try {
    const plain = readConfig({ YIWANG_DEMO: 'false' })
    assert.equal(await stampDemo(database.ownerUrl, plain), false)
    assert.equal(await stampDemo(database.ownerUrl, readConfig({})), false)
    await assert.rejects(stampDemo(database.ownerUrl, readConfig({ YIWANG_DEMO: 'true' })), isFault('boot.demo_fixed'))
  } finally {
    await database.drop()
  }
})

test('a database of one’s own is no demo unless it was made as one', async () => {
  const database = await createTestDatabase()
  try {
    assert.equal(await stampDemo(database.ownerUrl, readConfig({ DATABASE_URL: database.ownerUrl })), false)
  } finally {
    await database.drop()
  }
})
