import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANOMALY_SCORE, createDetector, detect, STATE_NUMBERS, surprise } from './detector.ts'

const STEP_S = 300
const DAY = 288

/** Smooth days with a little noise, the same each time. */
function made(length: number, change: (at: number, value: number) => number = (_, value) => value): number[] {
  let state = 5
  return Array.from({ length }, (_, at) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return change(at, 20 + 5 * Math.sin((2 * Math.PI * at) / DAY) + state / 0x7fffffff)
  })
}

function foundIn(values: readonly number[]): number[] {
  const detector = createDetector(1)
  return values.flatMap((value, at) => {
    const judged = detect(detector, 0, value, at * STEP_S)
    return judged !== undefined && judged.score >= ANOMALY_SCORE ? [at] : []
  })
}

test('a state is at most two kilobytes', () => {
  assert.ok(STATE_NUMBERS * Float64Array.BYTES_PER_ELEMENT <= 2048)
})

test('a spike is found when it comes, once', () => {
  const at = 10 * DAY
  const found = foundIn(made(14 * DAY, (row, value) => (row === at ? value + 40 : value)))
  assert.equal(found.filter((row) => row >= at && row < at + DAY)[0], at)
  assert.ok(found.filter((row) => row >= at && row < at + 100).length === 1)
})

test('a level that stays changed is found within hours', () => {
  const at = 10 * DAY
  const found = foundIn(made(14 * DAY, (row, value) => (row >= at ? value + 25 : value)))
  assert.ok(found.some((row) => row >= at && row < at + 36))
})

test('ordinary days are left alone', () => {
  assert.ok(foundIn(made(42 * DAY)).filter((row) => row > 21 * DAY).length <= 3)
})

test('what never changes is never an anomaly', () => {
  assert.deepEqual(foundIn(new Array<number>(3000).fill(7)), [])
})

test('a larger unit of the same values finds the same', () => {
  const values = made(12 * DAY, (row, value) => (row === 9 * DAY ? value * 3 : value))
  assert.deepEqual(foundIn(values.map((value) => value * 1024)), foundIn(values))
})

test('what is no number leaves no trace', () => {
  const values = made(6 * DAY)
  const detector = createDetector(2)
  for (const [at, value] of values.entries()) {
    if (at % 50 === 0) assert.equal(surprise(detector, 0, Number.NaN, at * STEP_S), 0)
    if (at % 70 === 0) assert.equal(surprise(detector, 0, Number.POSITIVE_INFINITY, at * STEP_S), 0)
    assert.equal(surprise(detector, 0, value, at * STEP_S), surprise(detector, 1, value, at * STEP_S))
  }
})

test('a state kept and taken up again goes on as if nothing had been', () => {
  const values = made(12 * DAY, (row, value) => (row === 9 * DAY ? value + 30 : value))
  const whole = createDetector(1)
  let cut = createDetector(1)
  for (const [at, value] of values.entries()) {
    if (at === 5 * DAY) cut = createDetector(1, cut.parameters, new Float64Array(cut.state))
    assert.equal(surprise(cut, 0, value, at * STEP_S), surprise(whole, 0, value, at * STEP_S))
  }
})
