import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Mapping } from '../../../contract/mappings.ts'
import { SAMPLES_MAX, Undecodable } from './decoded.ts'
import { createLocalTime } from './local-time.ts'
import { decodeMapped } from './mapped.ts'

const beijing = createLocalTime('Asia/Shanghai')
const mapping = (given: object): Mapping =>
  Mapping.parse({ type: 'alien.bed', fields: [{ from: 'data.temp', property: 'heat' }], ...given })
const decode = (text: string, given: object) => decodeMapped(Buffer.from(text), mapping(given), beijing)

test('JSON: rows, times and things stand where the mapping says', () => {
  const text = JSON.stringify({
    payload: [
      { ts: 1_782_885_600, dev: 'BED-1', data: { temp: 21.5, other: 1 } },
      { ts: 'never', dev: 'BED-2', data: { temp: 22 } },
      { ts: 1_782_885_601, dev: 3, data: { temp: [1] } },
      7,
    ],
  })
  const { samples, faults } = decode(text, { format: 'json', items: 'payload', time: 'ts', clock: 's', thing: 'dev' })
  assert.deepEqual(samples, [{ name: 'data.temp', value: 21.5, atMs: 1_782_885_600_000, thing: 'BED-1' }])
  assert.deepEqual(faults, ['time of row 2: never', 'data.temp of row 3', 'row 4'])
})

test('CSV: columns by title or number, numbers and truths by their look, local times by the place', () => {
  const fields = [
    { from: 'temp', property: 'heat' },
    { from: 'open', property: 'window' },
  ]
  const given = { format: 'csv', fields, time: 'at', clock: 'local', separator: ';' }
  const { samples } = decode('﻿at;temp;open\n2026-07-01 14:00:00;21.5;true\n2026-7-1 14:01;;false\n', given)
  const first = { atMs: Date.UTC(2026, 6, 1, 6) }
  assert.deepEqual(samples, [
    { name: 'temp', value: 21.5, ...first },
    { name: 'open', value: true, ...first },
    { name: 'open', value: false, atMs: Date.UTC(2026, 6, 1, 6, 1) },
  ])
  const bare = decode('20260701140000,5\r\n', {
    format: 'csv',
    hasHeader: false,
    time: '1',
    clock: 'compact',
    fields: [{ from: '2', property: 'heat' }],
  })
  // A column of digits looks like a number: a compact time is read all the same.
  assert.deepEqual(bare.samples, [{ name: '2', value: 5, ...first }])
})

test('whatever the bytes, only its own fault, within bounds', () => {
  const formats = fc.constantFrom(
    { format: 'json' },
    { format: 'csv' },
    { format: 'csv', hasHeader: false, time: '1', clock: 'local' },
    { format: 'json', items: 'a', time: 'b', clock: 'ms' },
  )
  const texts = fc.oneof(fc.json(), fc.string(), fc.string({ unit: fc.constantFrom(...'a,"\n\r;1.-{}[]:') }))
  fc.assert(
    fc.property(formats, texts, (given, text) => {
      try {
        const { samples } = decode(text, given)
        assert.ok(samples.length <= SAMPLES_MAX)
        for (const { atMs } of samples) assert.ok(atMs === undefined || Number.isFinite(atMs))
      } catch (error) {
        assert.ok(error instanceof Undecodable, String(error))
      }
    }),
    { numRuns: 2000 },
  )
})
