import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { connect, createServer } from 'node:tls'
import { systemClock } from '../../kernel/clock.ts'
import { type LocalCertificates, localCertificates } from './certificates.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yiwang-tls-'))
})
after(() => rm(folder, { recursive: true }))

const NAMES = ['localhost', '127.0.0.1', '192.168.1.20']
const now = systemClock.now()
const later = (days: number) => new Date(now.getTime() + days * 86_400_000)
const textsOf = async ({ certFile, authorityFile }: LocalCertificates) =>
  Promise.all([readFile(certFile, 'utf8'), readFile(authorityFile, 'utf8')])

test('who trusts the authority trusts the server, under every name and no other', async () => {
  const made = await localCertificates(folder, NAMES, now)
  const [cert, ca] = await textsOf(made)
  const server = createServer({ cert, key: await readFile(made.keyFile) }, (socket) => socket.end())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const reach = (name: string) =>
    new Promise<string>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port, ca, servername: /^\d/.test(name) ? '' : name })
      socket.once('secureConnect', () => resolve('trusted'))
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
      socket.once('close', () => socket.destroy())
    })
  assert.equal(await reach('localhost'), 'trusted')
  assert.equal(await reach('127.0.0.1'), 'trusted')
  assert.equal(await reach('elsewhere.example'), 'ERR_TLS_CERT_ALTNAME_INVALID')
  server.close()
  await once(server, 'close')
})

test('keys are for the owner alone', async () => {
  const { keyFile } = await localCertificates(folder, NAMES, now)
  for (const file of [keyFile, join(folder, 'tls/authority.key')]) assert.equal((await stat(file)).mode & 0o777, 0o600)
})

test('what is good is kept; a new address or an end in sight makes a new certificate of the same authority', async () => {
  const first = await textsOf(await localCertificates(folder, NAMES, now))
  assert.deepEqual(await textsOf(await localCertificates(folder, NAMES.slice(0, 2), now)), first)
  const moved = await textsOf(await localCertificates(folder, [...NAMES, '10.0.0.7'], now))
  assert.notEqual(moved[0], first[0])
  assert.equal(moved[1], first[1])
  const renewed = await textsOf(await localCertificates(folder, NAMES, later(380)))
  assert.notEqual(renewed[0], moved[0])
  assert.equal(renewed[1], first[1])
  const anew = await textsOf(await localCertificates(folder, NAMES, later(3500)))
  assert.notEqual(anew[1], first[1])
})
