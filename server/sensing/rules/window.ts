import type { CompiledWindow } from './ruleset.ts'

/**
 * A window of `over` is kept in this many slices, aligned to the epoch: a reading counts while its slice is one of the
 * last thirty, so it leaves at most `over`/30 early. Memory is bounded, and late readings may come in any order.
 */
export const slicesPerWindow = 30

/** Numbers a slice takes: its ordinal, then what the aggregate needs. */
export const sliceWidth: Readonly<Record<CompiledWindow['agg'], number>> = {
  min: 2,
  max: 2,
  sum: 2,
  count: 2,
  mean: 3,
  rate: 5,
}

/** Adds a reading to its slice; one too old for the window changes nothing. */
export function addToWindow(
  window: CompiledWindow,
  numbers: Float64Array,
  base: number,
  value: number,
  atMs: number,
): void {
  const width = sliceWidth[window.agg]
  const ordinal = Math.floor(atMs / window.sliceMs)
  const at = base + window.offset + (ordinal % slicesPerWindow) * width
  const kept = numbers[at] ?? 0
  if (kept > ordinal) return
  if (kept < ordinal) {
    numbers[at] = ordinal
    start(window.agg, numbers, at, value, atMs)
  } else {
    join(window.agg, numbers, at, value, atMs)
  }
}

function start(agg: CompiledWindow['agg'], numbers: Float64Array, at: number, value: number, atMs: number): void {
  numbers[at + 1] = agg === 'count' ? 1 : agg === 'rate' ? atMs : value
  if (agg === 'mean') numbers[at + 2] = 1
  if (agg === 'rate') {
    numbers[at + 2] = value
    numbers[at + 3] = atMs
    numbers[at + 4] = value
  }
}

function join(agg: CompiledWindow['agg'], numbers: Float64Array, at: number, value: number, atMs: number): void {
  const first = numbers[at + 1] ?? Number.NaN
  if (agg === 'min') numbers[at + 1] = Math.min(first, value)
  else if (agg === 'max') numbers[at + 1] = Math.max(first, value)
  else if (agg === 'count') numbers[at + 1] = first + 1
  else if (agg === 'sum') numbers[at + 1] = first + value
  else if (agg === 'mean') {
    numbers[at + 1] = first + value
    numbers[at + 2] = (numbers[at + 2] ?? 0) + 1
  } else {
    if (atMs < first) numbers.set([atMs, value], at + 1)
    if (atMs >= (numbers[at + 3] ?? 0)) numbers.set([atMs, value], at + 3)
  }
}

/**
 * The figure at a moment. Over no reading a count and a sum are 0 and the rest unknown (NaN); a rate over less than two
 * moments is unknown.
 */
export function readWindow(window: CompiledWindow, numbers: Float64Array, base: number, nowMs: number): number {
  const width = sliceWidth[window.agg]
  const newest = Math.floor(nowMs / window.sliceMs)
  const oldest = newest - slicesPerWindow + 1
  const begin = base + window.offset
  const end = begin + slicesPerWindow * width
  if (window.agg === 'rate') return readRate(numbers, begin, end, oldest, newest)
  let total = 0
  let count = 0
  let extreme = Number.NaN
  for (let at = begin; at < end; at += width) {
    const ordinal = numbers[at] ?? 0
    if (ordinal < oldest || ordinal > newest) continue
    const value = numbers[at + 1] ?? Number.NaN
    total += value
    count += window.agg === 'mean' ? (numbers[at + 2] ?? 0) : 1
    if (Number.isNaN(extreme) || (window.agg === 'min' ? value < extreme : value > extreme)) extreme = value
  }
  if (window.agg === 'sum' || window.agg === 'count') return total
  return window.agg === 'mean' ? total / count : extreme
}

function readRate(numbers: Float64Array, begin: number, end: number, oldest: number, newest: number): number {
  let first = -1
  let last = -1
  for (let at = begin; at < end; at += sliceWidth.rate) {
    const ordinal = numbers[at] ?? 0
    if (ordinal < oldest || ordinal > newest) continue
    if (first < 0 || ordinal < (numbers[first] ?? 0)) first = at
    if (last < 0 || ordinal > (numbers[last] ?? 0)) last = at
  }
  if (first < 0) return Number.NaN
  const hours = ((numbers[last + 3] ?? 0) - (numbers[first + 1] ?? 0)) / 3_600_000
  return hours > 0 ? ((numbers[last + 4] ?? 0) - (numbers[first + 2] ?? 0)) / hours : Number.NaN
}
