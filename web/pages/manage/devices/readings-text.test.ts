import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSendable, readItems, typedValue, withItem } from './readings-text.ts'

test('one reading or a list can be sent; what is not JSON says why', () => {
  assert.deepEqual(readItems('{"thing":"a"}').items, [{ thing: 'a' }])
  assert.ok(isSendable(readItems('[1, "x"]')))
  assert.ok(!isSendable(readItems('[]')))
  assert.ok(!isSendable(readItems('{')))
  assert.notEqual(readItems('{').why, null)
})

test('a reading is added to what is there; an unreadable text is left alone', () => {
  assert.deepEqual(JSON.parse(withItem('', { value: 1 })), [{ value: 1 }])
  assert.deepEqual(JSON.parse(withItem('{"value":1}', { value: 2 })), [{ value: 1 }, { value: 2 }])
  assert.equal(withItem('{', { value: 2 }), '{')
})

test('a typed value is a number, a truth or a text', () => {
  assert.equal(typedValue('3.20'), 3.2)
  assert.equal(typedValue('true'), true)
  assert.equal(typedValue('open'), 'open')
  assert.equal(typedValue(''), '')
})
