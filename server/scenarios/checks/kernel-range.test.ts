import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isInRange } from './kernel-range.ts'

test('a version meets every comparison of a range', () => {
  assert.ok(isInRange('0.1.0', '>=0.1 <1'))
  assert.ok(isInRange('0.10.2', '>0.9'))
  assert.ok(isInRange('1.2.3', '=1.2.3'))
  assert.ok(!isInRange('1.0.0', '>=0.1 <1'))
  assert.ok(!isInRange('0.0.9', '>=0.1 <1'))
  assert.ok(!isInRange('1.2.3', '<=1.2'))
})
