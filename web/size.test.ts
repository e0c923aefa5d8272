import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

interface Chunk {
  readonly name: string
  readonly isEntry: boolean
  readonly imports: readonly string[]
  readonly code: string
}

const chunks = new Map<string, Chunk>()

before(async () => {
  const built = await build({ root: import.meta.dirname, logLevel: 'error', build: { write: false } })
  assert.ok('output' in built)
  for (const part of built.output) if (part.type === 'chunk') chunks.set(part.fileName, part)
})

/** Kilobytes, compressed, of every script that is loaded before the named pages are shown. */
function scriptKb(pages: readonly string[]): number {
  const loaded = new Set<string>()
  const load = (file: string): void => {
    const chunk = chunks.get(file)
    if (chunk === undefined || loaded.has(file)) return
    loaded.add(file)
    for (const each of chunk.imports) load(each)
  }
  const missing = new Set(pages)
  for (const [file, { isEntry, name }] of chunks) if (isEntry || missing.delete(name)) load(file)
  assert.deepEqual([...missing], [])
  return [...loaded].reduce((sum, file) => sum + gzipSync(chunks.get(file)?.code ?? '').length / 1000, 0)
}

test('a citizen’s first page loads at most 150 kB of script', () => {
  for (const first of ['sign-in-page', 'public-report-page', 'progress-page']) {
    const kb = scriptKb([first])
    assert.ok(kb <= 150, `${first}: ${kb.toFixed(1)} kB`)
  }
})

test('the first page on a phone loads at most 150 kB of script, the page to report on little more', () => {
  const frame = ['signed-in-on-phone', 'pocket-frame', 'home-page']
  for (const part of ['latest', 'tasks']) {
    const kb = scriptKb([...frame, part])
    assert.ok(kb <= 150, `${part}: ${kb.toFixed(1)} kB`)
  }
  const home = scriptKb(frame)
  const report = scriptKb([...frame, 'pocket-report']) - home
  assert.ok(report <= 20, `${report.toFixed(1)} kB`)
})

test('an officer’s first page loads at most 450 kB of script', () => {
  for (const pages of [
    ['matters-page', 'matter-page'],
    ['desk-page', 'case-page'],
    ['desk-page', 'call-page'],
    ['thing-page'],
  ]) {
    const kb = scriptKb(['shell', ...pages])
    assert.ok(kb <= 450, `${pages.join(' and ')}: ${kb.toFixed(1)} kB`)
  }
})

test('the Screen loads at most 160 kB of script before it shows figures, and at most 450 kB with its map', () => {
  const figures = scriptKb(['screen-page'])
  assert.ok(figures <= 160, `${figures.toFixed(1)} kB`)
  const whole = scriptKb(['screen-page', 'live-map'])
  assert.ok(whole <= 450, `${whole.toFixed(1)} kB`)
})

test('the wire schemas and their library stay out of the pages', () => {
  for (const [file, { code }] of chunks) assert.ok(!code.includes('ZodError'), file)
})
