import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createInstantReader } from '../intake/instant.ts'
import type { Item } from '../intake/take.ts'
import { scanNumber, scanReading } from './reading.ts'

const item: Item = {}
const instantOf = createInstantReader()

/** Whether the reader took it; then it must be what JSON gives, times in ms. */
function agrees(text: string): boolean {
  const around = Buffer.from(`x${text}y`)
  if (!scanReading(around, 1, around.length - 1, item)) return false
  const { property, value, unit, at, seq } = JSON.parse(text)
  assert.equal(item.property, property)
  assert.ok(Object.is(item.value, value), `${text}: ${item.value}`)
  assert.equal(item.unit, unit)
  assert.equal(item.seq, seq)
  if (item.at !== at) assert.equal(item.at, instantOf(at))
  return true
}

test('the plain form is read', () => {
  const plain = [
    '{"property":"level","value":3.21,"at":"2026-07-01T06:00:00.250Z","seq":7}',
    '{"value":-0.001,"property":"heat"}',
    '{"property":"lamp","value":"on","unit":"1","at":1782885600000}',
    '{"property":"level","value":-0}',
    '{"property":"level","value":123456789012345}',
    '{"property":"level","value":1,"at":"2024-02-29T23:59:59Z"}',
  ]
  for (const text of plain) assert.ok(agrees(text), text)
})

test('every other form is left to JSON', () => {
  const others = [
    '{"property": "level","value":1}',
    '{"property":"level","value":1e3}',
    '{"property":"level","value":01}',
    '{"property":"level","value":1.}',
    '{"property":"level","value":.5}',
    '{"property":"level","value":1234567890123456}',
    '{"property":"le\\u0076el","value":1}',
    '{"property":"水位","value":1}',
    '{"property":"level","value":true}',
    '{"property":"level","value":1,"value":2}',
    '{"property":"level","value":1}}',
    '{"property":"level","value":1,}',
    '{"property":"level","value":1',
    '{"thing":"A","property":"level","value":1}',
    '[{"property":"level","value":1}]',
    '{}',
    '',
    '{',
  ]
  for (const text of others) {
    const bytes = Buffer.from(text)
    assert.equal(scanReading(bytes, 0, bytes.length, item), false, text)
  }
})

test('numbers and times come out as JSON and the slower reader have them', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      agrees(`{"property":"p","value":${JSON.stringify(value)}}`)
    }),
  )
  fc.assert(
    fc.property(fc.integer(), fc.nat(9), (whole, places) => {
      assert.ok(agrees(`{"property":"p","value":${(whole / 10 ** places).toFixed(places)}}`))
    }),
    { numRuns: 2000 },
  )
  fc.assert(
    fc.property(fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (at) => {
      assert.ok(agrees(`{"property":"p","value":1,"at":"${at.toISOString()}"}`))
      assert.equal(item.at, at.getTime())
    }),
  )
})

test('whatever the bytes, what is read is what JSON gives', () => {
  const seed = '{"property":"level","value":3.21,"at":"2026-07-01T06:00:00.250Z","seq":7}'
  const changes = fc.array(fc.tuple(fc.nat(seed.length - 1), fc.constantFrom(...'0129-.,:"{}TZea\\ ')), {
    maxLength: 3,
  })
  fc.assert(
    fc.property(changes, (changed) => {
      const letters = [...seed]
      for (const [at, letter] of changed) letters[at] = letter
      agrees(letters.join(''))
    }),
    { numRuns: 5000 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (given) => {
      const bytes = Buffer.from(given)
      scanReading(bytes, 0, bytes.length, item)
      scanNumber(bytes, 0, bytes.length)
    }),
    { numRuns: 3000 },
  )
})

test('a bare number is one from end to end', () => {
  const of = (text: string) => scanNumber(Buffer.from(`1${text}2`), 1, text.length + 1)
  assert.equal(of('3.25'), 3.25)
  assert.equal(of('-7'), -7)
  for (const text of ['', ' 3', '3 ', '3,', '0x1', '1e3', 'NaN', '--1']) assert.ok(Number.isNaN(of(text)), text)
})
