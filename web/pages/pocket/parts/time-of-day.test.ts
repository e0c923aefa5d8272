import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timeOfDay } from './time-of-day.ts'

test('people are greeted by the time of day', () => {
  assert.deepEqual([0, 5, 10, 11, 13, 17, 18, 23].map(timeOfDay), [
    'night',
    'morning',
    'morning',
    'noon',
    'afternoon',
    'afternoon',
    'evening',
    'evening',
  ])
})
