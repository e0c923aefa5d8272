import assert from 'node:assert/strict'
import { test } from 'node:test'
import { earlierThan, laterThan, spanning } from './range.ts'

const shown = { from: '2026-11-20T00:00:00.000Z', to: '2026-11-21T00:00:00.000Z', newestAt: '2026-11-22T06:00:00.000Z' }

test('earlier ends where this begins; later begins where this ends, and reaches the newest at last', () => {
  const range = { span: 'day', to: shown.to } as const
  assert.deepEqual(earlierThan(shown, range), { span: 'day', to: shown.from })
  assert.deepEqual(laterThan(shown, range), { span: 'day', to: '2026-11-22T00:00:00.000Z' })
  const next = { ...shown, from: shown.to, to: '2026-11-22T00:00:00.000Z' }
  assert.deepEqual(laterThan(next, range), { span: 'day', to: null })
  assert.deepEqual(laterThan({ ...shown, newestAt: null }, range), { span: 'day', to: null })
})

test('another span ends at the same instant', () => {
  assert.deepEqual(spanning('year', { span: 'day', to: shown.to }), { span: 'year', to: shown.to })
})
