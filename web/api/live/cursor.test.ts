import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advance, type Message } from './cursor.ts'

const entry = (ordinal: number, after: number | null): Message => ({
  type: 'entry',
  after,
  entry: { ordinal, kind: 'book.lent', matter: null, version: null, divisionKey: '0', at: '2026-11-21T06:26:08Z' },
})

test('the first message says where we are, and that what is shown may be older', () => {
  assert.deepEqual(advance(null, entry(7, 6)), { cursor: 7, effect: 'reset' })
  assert.deepEqual(advance(null, { type: 'beat', after: null, ordinal: 7 }), { cursor: 7, effect: 'reset' })
})

test('news once, in order; entries this person may not see leave no gap', () => {
  assert.deepEqual(advance(7, entry(11, 7)), { cursor: 11, effect: 'news' })
  assert.deepEqual(advance(11, entry(11, 7)), { cursor: 11, effect: 'nothing' })
  assert.deepEqual(advance(11, entry(9, 8)), { cursor: 11, effect: 'nothing' })
  assert.deepEqual(advance(11, { type: 'beat', after: 11, ordinal: 15 }), { cursor: 15, effect: 'nothing' })
})

test('a tab that missed a message asks for everything again', () => {
  assert.deepEqual(advance(7, entry(12, 11)), { cursor: 12, effect: 'reset' })
  assert.deepEqual(advance(7, { type: 'beat', after: 9, ordinal: 9 }), { cursor: 9, effect: 'reset' })
  assert.deepEqual(advance(7, { type: 'reset', ordinal: 3 }), { cursor: 3, effect: 'reset' })
})
