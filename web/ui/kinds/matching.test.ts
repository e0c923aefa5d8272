import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matching } from './matching.ts'

const found = (typed: string) =>
  matching(['雨水箅子 rain grate 01-04', '井盖 Manhole cover 01-01', '路灯 Street lamp 02-01'], typed, (text) => [
    text,
    ...text.split(' '),
  ]).map((text) => text.slice(0, 2))

test('Chinese characters, words and numbers are found, whatever case and width', () => {
  assert.deepEqual(found('井'), ['井盖'])
  assert.deepEqual(found('LAMP'), ['路灯'])
  assert.deepEqual(found('０１-０４'), ['雨水'])
  assert.deepEqual(found(''), ['雨水', '井盖', '路灯'])
  assert.deepEqual(found('噪声'), [])
})

test('every word has to be there; what begins with the first comes first', () => {
  assert.deepEqual(found('01 cover'), ['井盖'])
  assert.deepEqual(found('02'), ['路灯'])
  assert.deepEqual(
    matching(['abc', 'bcd'], 'b', (text) => [text]),
    ['bcd', 'abc'],
  )
})
