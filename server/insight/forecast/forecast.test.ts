import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillGaps, forecast } from './forecast.ts'
import { dampedSmoothing, seasonalNaive, theta } from './methods.ts'

const noise = (seed: number) => {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff
    return state / 0x7fffffff - 0.5
  }
}
const daily = (at: number) => 10 * Math.sin((2 * Math.PI * at) / 24)
const made = (length: number, of: (at: number) => number) => Array.from({ length }, (_, at) => of(at))
const farthest = (said: readonly number[], of: (at: number) => number, from: number) =>
  Math.max(...said.map((value, step) => Math.abs(value - of(from + step))))

test('each method goes on with a pure round', () => {
  const history = made(24 * 10, (at) => 50 + daily(at))
  for (const method of [seasonalNaive, dampedSmoothing, theta])
    assert.ok(farthest(method(history, 24, 48), (at) => 50 + daily(at), history.length) < 0.5)
})

test('a round that repeats exactly is repeated, and nothing claims to beat it', () => {
  const said = forecast(
    made(24 * 10, (at) => 50 + (at % 24)),
    24,
    24,
  )
  assert.equal(said?.method, 'naive')
  assert.equal(said?.beatsNaive, false)
})

test('noise is smoothed away, which beats repeating it', () => {
  const random = noise(7)
  const history = made(24 * 20, (at) => 50 + daily(at) + 6 * random())
  const said = forecast(history, 24, 24)
  assert.ok(said?.beatsNaive)
  assert.ok(said.errors[said.method] < 0.9 * said.errors.naive)
  assert.ok(
    farthest(
      said.points.map(({ value }) => value),
      (at) => 50 + daily(at),
      history.length,
    ) < 3,
  )
})

test('a slope is gone on with by the theta method', () => {
  const slope = (at: number) => 3 * at
  const history = made(100, slope)
  const [naive, better] = [seasonalNaive, theta].map((method) => farthest(method(history, 1, 10), slope, 100))
  assert.ok((better ?? 0) < (naive ?? 0))
})

test('about nine of ten values to come lie within the interval', () => {
  const random = noise(11)
  let [inside, all] = [0, 0]
  for (let run = 0; run < 40; run++) {
    const series = made(24 * 12, (at) => daily(at) + 4 * (random() + random() + random()))
    const said = forecast(series.slice(0, -24), 24, 24)
    for (const [step, { low, high }] of (said?.points ?? []).entries()) {
      const value = series[series.length - 24 + step] ?? 0
      all += 1
      if (value >= low && value <= high) inside += 1
    }
  }
  assert.equal(all, 40 * 24)
  assert.ok(inside / all > 0.83 && inside / all < 0.995, `${inside / all}`)
})

test('too little to test on gives no forecast', () => {
  assert.equal(forecast([], 24, 24), undefined)
  assert.equal(forecast([1, 2, 3], 1, 2), undefined)
  assert.equal(
    forecast(
      made(20, (at) => at),
      24,
      24,
    ),
    undefined,
  )
})

test('an unchanging history stays as it is, without a spread', () => {
  const said = forecast(
    made(24 * 5, () => 7),
    24,
    6,
  )
  assert.deepEqual(said?.points.at(-1), { value: 7, low: 7, high: 7 })
})

test('gaps are filled in a line; what is before the first and after the last value is left', () => {
  assert.deepEqual(fillGaps([null, 1, null, null, 4, null]), [1, 2, 3, 4])
  assert.deepEqual(fillGaps([null, null]), [])
})
