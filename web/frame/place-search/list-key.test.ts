import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listKey } from './list-key.ts'

test('the arrows go round, Enter takes the active row or the first, Esc closes', () => {
  assert.deepEqual(listKey('ArrowDown', -1, 3), { go: 0 })
  assert.deepEqual(listKey('ArrowDown', 2, 3), { go: 0 })
  assert.deepEqual(listKey('ArrowUp', -1, 3), { go: 2 })
  assert.deepEqual(listKey('ArrowUp', 2, 3), { go: 1 })
  assert.deepEqual(listKey('Enter', -1, 3), { take: 0 })
  assert.deepEqual(listKey('Enter', 1, 3), { take: 1 })
  assert.equal(listKey('Escape', 1, 3), 'close')
})

test('letters, and every key while nothing is found, belong to the field', () => {
  assert.equal(listKey('a', 0, 3), undefined)
  for (const key of ['Enter', 'Escape', 'ArrowDown']) assert.equal(listKey(key, -1, 0), undefined)
})
