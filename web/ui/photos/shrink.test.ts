import assert from 'node:assert/strict'
import { test } from 'node:test'
import { within } from './shrink.ts'

test('a photo is scaled to its longer side, never up', () => {
  assert.deepEqual(within(4032, 3024, 2048), { width: 2048, height: 1536 })
  assert.deepEqual(within(3024, 4032, 2048), { width: 1536, height: 2048 })
  assert.deepEqual(within(800, 600, 2048), { width: 800, height: 600 })
  assert.deepEqual(within(20_000, 3, 2048), { width: 2048, height: 1 })
})
