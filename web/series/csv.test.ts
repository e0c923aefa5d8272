import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ThingSeries } from '../../contract/series.ts'
import { csvName, csvOf } from './csv.ts'

const series: ThingSeries = {
  thing: { id: '00000000-0000-4000-8000-000000000000', code: 'a/b' },
  property: 'level',
  kind: 'number',
  unit: 'm,"x"',
  from: '2026-11-20T00:00:00.000Z',
  to: '2026-11-21T00:00:00.000Z',
  isCurrent: false,
  newestAt: null,
  bucketMs: null,
  points: [{ at: '2026-11-20T01:00:00.000Z', mean: 1.5, min: 1, max: 2, count: 3 }],
}

test('readings are two columns, stretches five; a comma or quote in a unit does not break a row', () => {
  assert.equal(csvOf(series), '\uFEFFtime,"level (m,""x"")"\r\n2026-11-20T01:00:00.000Z,1.5\r\n')
  const many = csvOf({ ...series, unit: null, bucketMs: 60_000 })
  assert.equal(many, '\uFEFFtime,level mean,min,max,readings\r\n2026-11-20T01:00:00.000Z,1.5,1,2,3\r\n')
})

test('the file is named after the thing, its property and the time', () => {
  assert.equal(csvName(series), 'a-b_level_2026-11-20_2026-11-21.csv')
})
