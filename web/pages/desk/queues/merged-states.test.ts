import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mergedStates } from './merged-states.ts'

const reported = { state: 'reported', name: { zh: '待受理', en: 'Reported' } }
const closing = { state: 'pending_close', name: { zh: '待结案', en: 'To be closed' } }

test('states that flows share are one queue, in the order they came', () => {
  const merged = mergedStates([
    { ...reported, count: 3, late: 1 },
    { ...closing, count: 1, late: 0 },
    { ...reported, count: 2, late: 2 },
  ])
  assert.deepEqual(merged, [
    { ...reported, count: 5, late: 3 },
    { ...closing, count: 1, late: 0 },
  ])
})
