import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { systemClock } from '../../kernel/clock.ts'
import { localCertificates } from './certificates.ts'
import { openPhoneDoor } from './phone-door.ts'

test('a phone gets the certificate and three lines, and whatever else it asks for over HTTPS', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yiwang-phone-'))
  const made = await localCertificates(folder, ['localhost'], systemClock.now())
  const door = await openPhoneDoor(made, { host: '127.0.0.1', port: 0, httpsPort: 8443 })
  const origin = `http://127.0.0.1:${door.port}`
  const page = await (await fetch(`${origin}/`)).text()
  assert.match(page, /https:\/\/127\.0\.0\.1:8443/)
  assert.ok(page.includes(made.fingerprint))
  const certificate = await fetch(`${origin}/yiwang.crt`)
  assert.equal(certificate.headers.get('content-type'), 'application/x-x509-ca-cert')
  assert.equal(await certificate.text(), await readFile(made.authorityFile, 'utf8'))
  const on = await fetch(`${origin}/r/abc?made=true`, { redirect: 'manual' })
  assert.deepEqual([on.status, on.headers.get('location')], [307, 'https://127.0.0.1:8443/r/abc?made=true'])
  const strange = await new Promise<number | undefined>((resolve) => {
    const headers = { host: 'evil.example/"><script>' }
    request({ host: '127.0.0.1', port: door.port, headers }, (response) => resolve(response.statusCode)).end()
  })
  assert.equal(strange, 400)
  await door.stop()
  await rm(folder, { recursive: true })
})
