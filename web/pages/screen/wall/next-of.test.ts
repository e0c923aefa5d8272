import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextOf } from './next-of.ts'

test('a round goes through all and back to the whole, also from a place it does not know', () => {
  assert.equal(nextOf(['a', 'b'], undefined), 'a')
  assert.equal(nextOf(['a', 'b'], 'a'), 'b')
  assert.equal(nextOf(['a', 'b'], 'b'), undefined)
  assert.equal(nextOf(['a', 'b'], 'x'), undefined)
  assert.equal(nextOf([], undefined), undefined)
})
