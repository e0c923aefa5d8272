import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantIn } from './zone.ts'

test('what is typed is a time of the place', () => {
  assert.equal(instantIn('Asia/Shanghai', '2026-11-21T14:26'), '2026-11-21T06:26:00.000Z')
  assert.equal(instantIn('America/New_York', '2026-11-21T14:26'), '2026-11-21T19:26:00.000Z')
  assert.equal(instantIn('America/New_York', '2026-07-01T00:30'), '2026-07-01T04:30:00.000Z')
})

test('also on the days clocks change', () => {
  assert.equal(instantIn('America/New_York', '2026-03-08T03:30'), '2026-03-08T07:30:00.000Z')
  assert.equal(instantIn('America/New_York', '2026-03-08T00:30'), '2026-03-08T05:30:00.000Z')
  assert.equal(instantIn('Europe/Berlin', '2026-10-25T04:00'), '2026-10-25T03:00:00.000Z')
})
