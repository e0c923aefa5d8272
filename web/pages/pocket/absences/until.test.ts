import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endOf } from './until.ts'

test('an end is the last minute of a day of the place', () => {
  const evening = Date.parse('2026-11-21T15:30:00Z')
  assert.equal(endOf('tonight', evening, 'Asia/Shanghai'), '2026-11-21T15:59:00.000Z')
  assert.equal(endOf('tomorrow', evening, 'Asia/Shanghai'), '2026-11-22T15:59:00.000Z')
  assert.equal(endOf('week', evening, 'Europe/Berlin'), '2026-11-28T22:59:00.000Z')
})
