import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { test } from 'node:test'
import { Fault } from '../errors.ts'
import { readConfig } from './config.ts'
import { type Setting, settings } from './settings.ts'

const refusal = (env: Record<string, string>): string => {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof Fault) return `${error.code} ${error.say('en')}`
    throw error
  }
  return 'accepted'
}

test('everything is optional', () => {
  const config = readConfig({ PATH: '/bin', YIWANG_PORT: '' })
  assert.equal(config.port, 8080)
  assert.equal(config.mqttPort, 1883)
  assert.equal(config.dataFolder, resolve('data'))
  assert.equal(config.timeZone, 'Asia/Shanghai')
  assert.equal(config.demo, undefined)
})

test('values are read by kind', () => {
  const config = readConfig({
    YIWANG_PORT: '0',
    YIWANG_PACKS: '/a, /b',
    YIWANG_DEMO: 'off',
    YIWANG_PUBLIC_URL: 'https://city.example/',
    YIWANG_TIME_ZONE: 'America/New_York',
  })
  assert.equal(config.port, 0)
  assert.deepEqual(config.packFolders, ['/a', '/b'])
  assert.equal(config.demo, false)
  assert.equal(config.publicUrl, 'https://city.example')
  assert.equal(config.timeZone, 'America/New_York')
})

test('an unknown setting is refused with the nearest known one', () => {
  assert.equal(refusal({ YIWANG_PROT: '1' }), 'config.unknown Unknown setting YIWANG_PROT: did you mean YIWANG_PORT?')
  assert.match(refusal({ YIWANG_OIDC_ACOUNT_CLAIM: 'email' }), /did you mean YIWANG_OIDC_ACCOUNT_CLAIM\?/)
  assert.match(refusal({ YIWANG_SOMETHING_ELSE: '1' }), /settings\.md lists them all/)
})

test('a bad value names the setting, what it got and what it wants', () => {
  assert.equal(
    refusal({ YIWANG_PORT: '80a' }),
    'config.bad_value YIWANG_PORT is "80a"; it wants a port number from 0 to 65535',
  )
  for (const [name, text] of [
    ['YIWANG_PORT', '65536'],
    ['YIWANG_TIME_ZONE', 'Shanghai'],
    ['YIWANG_DEMO', 'maybe'],
    ['YIWANG_PUBLIC_URL', 'https://city.example/path'],
    ['YIWANG_LOG', 'loud'],
    ['DATABASE_URL', 'mysql://x/y'],
    ['YIWANG_OIDC_ACCOUNT_CLAIM', 'login name'],
  ] as const) {
    assert.match(refusal({ [name]: text }), new RegExp(`^config.bad_value ${name} is `))
  }
})

test('a secret is never printed back', () => {
  assert.match(refusal({ YIWANG_DEMO_PASSWORD: 'short' }), /is "…"; it wants at least 8/)
})

test('half of a pair is refused, and a demo on a database of one’s own', () => {
  assert.match(refusal({ YIWANG_TLS_CERT: '/c.pem' }), /YIWANG_TLS_KEY must be set too/)
  assert.match(refusal({ YIWANG_OIDC_ISSUER: 'https://id.example/city' }), /YIWANG_OIDC_CLIENT_ID must be set too/)
  assert.match(refusal({ YIWANG_OIDC_ACCOUNT_CLAIM: 'sub' }), /YIWANG_OIDC_ISSUER must be set too/)
  assert.match(refusal({ YIWANG_DEMO: 'true', DATABASE_URL: 'postgres://u@h/d' }), /^config.demo_elsewhere /)
})

test('the guide shows exactly these settings', async () => {
  const guide = await readFile(join(import.meta.dirname, '../../../docs/guide/settings.md'), 'utf8')
  const rows = guide.split('\n').filter((line) => line.startsWith('| `'))
  const all: (Setting<unknown> & { initial?: string })[] = Object.values(settings)
  const initial = (text?: string) => (text ? `\`${text}\`` : '–')
  assert.deepEqual(
    rows,
    all.map((one) => `| \`${one.name}\` | ${initial(one.initial)} | ${one.about.zh} | ${one.about.en} |`),
  )
})
