import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LabelledSeries } from './corpus.ts'
import { probationOf, scoreCorpus } from './score.ts'

const ROWS = 1000
const series: LabelledSeries = {
  name: 'made',
  times: Float64Array.from({ length: ROWS }, (_, at) => at * 300),
  values: new Float64Array(ROWS),
  windows: [
    [300, 399],
    [700, 799],
  ],
}
const scored = (found: Readonly<Record<number, number>>, profile = 0): number => {
  const scores = new Float64Array(ROWS)
  for (const [row, score] of Object.entries(found)) scores[Number(row)] = score
  return scoreCorpus([series], [scores])[profile]?.score ?? Number.NaN
}

test('saying nothing is 0, the first row of each window 100', () => {
  assert.equal(scored({}), 0)
  for (const profile of [0, 1, 2]) assert.ok(Math.abs(scored({ 300: 1, 700: 1 }, profile) - 100) < 1e-9)
})

test('one window of two is half; later is worth less, and only the first counts', () => {
  assert.ok(Math.abs(scored({ 300: 1 }) - 50) < 1e-9)
  assert.ok(scored({ 390: 1 }) < scored({ 350: 1 }))
  assert.equal(scored({ 350: 1, 390: 1 }), scored({ 350: 1 }))
})

test('a false alarm costs 0.11 of a window and twice that where few are wanted; one just after a window costs less', () => {
  assert.ok(Math.abs(scored({ 200: 1, 300: 1, 700: 1 }) - (100 - 11 / 4)) < 1e-9)
  assert.ok(Math.abs(scored({ 200: 1, 300: 1, 700: 1 }, 1) - (100 - 22 / 4)) < 1e-9)
  assert.ok(scored({ 300: 1, 405: 1, 700: 1 }) > scored({ 300: 1, 600: 1, 700: 1 }))
})

test('the threshold leaves out what is less sure; rows at the start are not scored', () => {
  assert.ok(Math.abs(scored({ 200: 0.5, 300: 1, 700: 1 }) - 100) < 1e-9)
  assert.ok(Math.abs(scored({ 10: 2, 300: 1, 700: 1 }) - 100) < 1e-9)
  assert.equal(probationOf(1000), 150)
  assert.equal(probationOf(20_000), 750)
})
