import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mostLate } from './most-late.ts'

const rows = [
  { open: 5, late: 0 },
  { open: 1, late: 1 },
  { open: 9, late: 0 },
]

test('rows keep their places while all fit, so that nothing jumps', () => {
  assert.equal(mostLate(rows, 3), rows)
})

test('where not all fit, those that need somebody are shown', () => {
  assert.deepEqual(mostLate(rows, 2), [rows[1], rows[2]])
})
