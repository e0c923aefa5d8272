import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keptFor } from './shell.ts'

const shell = { version: '1', files: ['/index.html', '/assets/main-1.js'] }
const origin = 'https://city.example'

const kept = (path: string, rest: { method?: string; mode?: string; from?: string } = {}) =>
  keptFor(
    { method: rest.method ?? 'GET', mode: rest.mode ?? 'cors', url: `${rest.from ?? origin}${path}` },
    origin,
    '/pocket',
    shell,
  )

test('pages of the phone open from what is kept; others come from the server', () => {
  assert.equal(kept('/pocket', { mode: 'navigate' }), '/index.html')
  assert.equal(kept('/pocket/cases/1?a=b', { mode: 'navigate' }), '/index.html')
  assert.equal(kept('/pocketful', { mode: 'navigate' }), undefined)
  assert.equal(kept('/auth/login', { mode: 'navigate' }), undefined)
})

test('scripts of this version are kept, the API never', () => {
  assert.equal(kept('/assets/main-1.js'), '/assets/main-1.js')
  assert.equal(kept('/assets/main-2.js'), undefined)
  assert.equal(kept('/api/v1/me'), undefined)
  assert.equal(kept('/assets/main-1.js', { method: 'POST' }), undefined)
  assert.equal(kept('/assets/main-1.js', { from: 'https://elsewhere.example' }), undefined)
})
