import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gramsOf, gramsSought } from './grams.ts'

const finds = (text: string, sought: string) => {
  const grams = new Set(gramsOf(text))
  return gramsSought(sought).every((gram) => grams.has(gram))
}

test('two-character Chinese words are found, and one character too', () => {
  assert.ok(finds('武夷路312号雨水井盖移位', '井盖'))
  assert.ok(finds('武夷路312号雨水井盖移位', '路'))
  assert.ok(!finds('武夷路312号雨水井盖移位', '盖井'))
})

test('numbers and words are found by their beginnings, whatever the case and width', () => {
  assert.ok(finds('20261121-310105-000418', '000418'))
  assert.ok(finds('Water over the RED line', 'wat red'))
  assert.ok(finds('定西路 710 号', '７１０'))
  assert.ok(!finds('Water over the red line', 'ater'))
})

test('several words must all be there; punctuation and spaces alone seek nothing', () => {
  assert.ok(!finds('武夷路井盖', '武夷路 路灯'))
  assert.deepEqual(gramsSought(' ，— '), [])
})
