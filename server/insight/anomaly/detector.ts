import { type DetectorParameters, PARAMETERS } from './parameters.ts'

/** Why a reading was found unusual, in the order of the detector's weights. */
export const REASONS = ['value', 'jump', 'level', 'hour', 'daypart', 'restless', 'still', 'rare'] as const
export type Reason = (typeof REASONS)[number]

/** Numbers (of eight bytes) of state a series: 2,048 bytes. */
export const STATE_NUMBERS = 256

const KINDS = REASONS.length
const HOURS_A_DAY = 24
const HOURS_A_WEEK = 168
const BINS = 24
const HOUR_S = 3600

// Where each number lies in a series' state.
const SEEN = 0
const LAST = 1
const LEVEL = 2
const QUICK = 3
const SIZE_VALUE = 4
const SIZE_JUMP = 5
const SIZE_LEVEL = 6
const SIZE_WEEK = 7
const SIZE_DAY = 8
const QUICK_DAY = 9
const QUICK_JUMP = 10
const PEAK = 11
const SILENT = 12
const LOW = 13
const HIGH = 14
const BINNED = 15
const MEAN = 16
const SPREAD = MEAN + KINDS
const BIN = SPREAD + KINDS
const DAY = BIN + BINS
const WEEK = DAY + HOURS_A_DAY
const HABIT = WEEK + HOURS_A_WEEK
const CALM = HABIT + 1

if (CALM >= STATE_NUMBERS) throw new Error('the state of a series is too large')

/** The states of many series, one flat array; series are numbered from 0. Its bytes are its snapshot. */
export interface Detector {
  readonly state: Float64Array
  readonly parameters: DetectorParameters
  /** The deviations of the newest reading, for its reason. */
  readonly deviations: Float64Array
}

/** A detector of `count` series that have seen nothing, or of the states a snapshot kept. */
export function createDetector(count: number, parameters = PARAMETERS, state = blank(count)): Detector {
  return { state, parameters, deviations: new Float64Array(KINDS) }
}

function blank(count: number): Float64Array {
  const state = new Float64Array(count * STATE_NUMBERS)
  for (let at = 0; at < state.length; at += STATE_NUMBERS) state.fill(Number.NaN, at + DAY, at + HABIT)
  return state
}

function begin(state: Float64Array, at: number, value: number): void {
  state[at + SEEN] = 1
  state[at + LAST] = value
  state[at + LEVEL] = value
  state[at + QUICK] = value
  state[at + LOW] = value
  state[at + HIGH] = value
}

/** Moves the usual size of a deviation, and gives how many usual sizes this one is. */
function against(state: Float64Array, slot: number, deviation: number, rate: number, clip: number): number {
  const usual = state[slot] ?? 0
  const size = Math.abs(deviation)
  if (usual === 0) {
    state[slot] = size
    return size === 0 ? 0 : 1
  }
  state[slot] = usual + rate * (Math.min(size, clip * usual) - usual)
  return size / usual
}

/** The share of earlier readings near this one, as surprise; the bins widen when a value falls outside them. */
function rareness(state: Float64Array, at: number, value: number, rate: number): number {
  let low = state[at + LOW] ?? 0
  let high = state[at + HIGH] ?? 0
  if (value < low || value > high) {
    widen(state, at, Math.min(low, value), Math.max(high, value))
    low = state[at + LOW] ?? 0
    high = state[at + HIGH] ?? 0
  }
  if (high <= low) return 0
  const bin = Math.min(BINS - 1, Math.floor(((value - low) / (high - low)) * BINS))
  const first = at + BIN
  const total = state[at + BINNED] ?? 0
  const near =
    (state[first + bin] ?? 0) +
    0.5 * ((bin > 0 ? (state[first + bin - 1] ?? 0) : 0) + (bin < BINS - 1 ? (state[first + bin + 1] ?? 0) : 0))
  state[first + bin] = (state[first + bin] ?? 0) + 1
  state[at + BINNED] = total + 1
  if (total * rate > 2) fade(state, at)
  return Math.log((total + BINS) / (near + 1))
}

function fade(state: Float64Array, at: number): void {
  for (let bin = at + BIN; bin < at + BIN + BINS; bin++) state[bin] = (state[bin] ?? 0) / 2
  state[at + BINNED] = (state[at + BINNED] ?? 0) / 2
}

/** Lays the counts into bins over a wider range; the range at least doubles, so that this happens seldom. */
function widen(state: Float64Array, at: number, low: number, high: number): void {
  const [oldLow, oldHigh] = [state[at + LOW] ?? 0, state[at + HIGH] ?? 0]
  const spare = (oldHigh - oldLow) / 2
  const [newLow, newHigh] = [low < oldLow ? low - spare : low, high > oldHigh ? high + spare : high]
  const counts = state.slice(at + BIN, at + BIN + BINS)
  state.fill(0, at + BIN, at + BIN + BINS)
  for (let bin = 0; bin < BINS; bin++) {
    const middle = oldLow + ((bin + 0.5) / BINS) * (oldHigh - oldLow)
    const to = Math.min(BINS - 1, Math.floor(((middle - newLow) / (newHigh - newLow)) * BINS))
    state[at + BIN + to] = (state[at + BIN + to] ?? 0) + (counts[bin] ?? 0)
  }
  state[at + LOW] = newLow
  state[at + HIGH] = newHigh
}

/** Judges a deviation by how it has been lately: spreads above its mean. */
function judge(state: Float64Array, at: number, kind: number, size: number, rate: number): number {
  const logged = Math.log1p(size)
  const mean = state[at + MEAN + kind] ?? 0
  const spread = state[at + SPREAD + kind] ?? 0
  const off = logged - mean
  state[at + MEAN + kind] = mean + rate * off
  state[at + SPREAD + kind] = spread + rate * (off * off - spread)
  return off / (Math.sqrt(spread) + 0.05)
}

/** The slot of an hour, moved towards the value; the deviation from what it was. */
function fromSlot(state: Float64Array, slot: number, value: number, rate: number): number {
  const usual = state[slot] ?? Number.NaN
  if (Number.isNaN(usual)) {
    state[slot] = value
    return 0
  }
  state[slot] = usual + rate * (value - usual)
  return value - usual
}

/**
 * Takes a reading of a series and gives how surprising it is, 0 for all that is not the highest of its time. `localS` is
 * seconds of the clock on the wall where the thing is, so that an hour of the day is one.
 */
export function surprise(detector: Detector, series: number, value: number, localS: number): number {
  const { state, parameters: p, deviations } = detector
  const at = series * STATE_NUMBERS
  const seen = state[at + SEEN] ?? 0
  // What is no number would stay in every average for good.
  if (!Number.isFinite(value)) return 0
  if (seen === 0) {
    begin(state, at, value)
    return 0
  }
  state[at + SEEN] = seen + 1
  // Averages begin as plain means, so that the first readings do not weigh on for long.
  const plain = 1 / (seen + 1)
  const scale = Math.max(p.scale, plain)
  const jump = value - (state[at + LAST] ?? 0)
  state[at + LAST] = value
  const level = state[at + LEVEL] ?? 0
  const off = value - level
  state[at + LEVEL] = level + Math.max(p.level, plain) * off
  const quick = (state[at + QUICK] ?? 0) + p.quick * (value - (state[at + QUICK] ?? 0))
  state[at + QUICK] = quick
  const hour = Math.floor(localS / HOUR_S)
  const fromDay = fromSlot(state, at + DAY + (((hour % HOURS_A_DAY) + HOURS_A_DAY) % HOURS_A_DAY), value, p.slot)
  const fromWeek = fromSlot(state, at + WEEK + (((hour % HOURS_A_WEEK) + HOURS_A_WEEK) % HOURS_A_WEEK), value, p.slot)
  const quickDay = (state[at + QUICK_DAY] ?? 0) + p.quick * (fromDay - (state[at + QUICK_DAY] ?? 0))
  state[at + QUICK_DAY] = quickDay
  const usualJump = state[at + SIZE_JUMP] ?? 0
  const quickJump = (state[at + QUICK_JUMP] ?? 0) + p.quick * (Math.abs(jump) - (state[at + QUICK_JUMP] ?? 0))
  state[at + QUICK_JUMP] = quickJump
  deviations[0] = against(state, at + SIZE_VALUE, off, scale, p.clip)
  deviations[1] = against(state, at + SIZE_JUMP, jump, scale, p.clip)
  deviations[2] = against(state, at + SIZE_LEVEL, quick - level, scale, p.clip)
  deviations[3] = against(state, at + SIZE_WEEK, fromWeek, scale, p.clip)
  deviations[4] = against(state, at + SIZE_DAY, quickDay, scale, p.clip)
  deviations[5] = usualJump === 0 ? 0 : quickJump / usualJump
  deviations[6] = usualJump === 0 ? 0 : Math.min(20, usualJump / (quickJump + usualJump * 0.01))
  deviations[7] = rareness(state, at, value, p.scale)
  return weigh(detector, at, seen)
}

/** Adds up what is unusual, and lets through only what tops its time. */
function weigh({ state, parameters: p, deviations }: Detector, at: number, seen: number): number {
  const rate = Math.max(p.judge, 1 / (seen + 1))
  let total = 0
  for (let kind = 0; kind < KINDS; kind++) {
    const found = judge(state, at, kind, deviations[kind] ?? 0, rate)
    const share = found <= 0 ? 0 : (p.weights[kind] ?? 0) * Math.min(found, p.ceiling)
    deviations[kind] = share
    total += share
  }
  const calm = state[at + CALM] ?? 0
  state[at + CALM] = calm + rate * (total - calm)
  const peak = (state[at + PEAK] ?? 0) * 2 ** (-1 / p.halfLife)
  state[at + PEAK] = Math.max(peak, total)
  const habit = state[at + HABIT] ?? 0
  const silent = state[at + SILENT] ?? 0
  if (silent > 0) state[at + SILENT] = silent - 1
  if (seen < p.warmUp || silent > 0 || total <= peak * p.peak) return 0
  const told = total / (p.ground + p.habit * habit + p.calm * calm)
  state[at + SILENT] = Math.round(p.pause * Math.min(1, told / p.telling))
  state[at + HABIT] = habit + p.learn * Math.min(1, told / p.telling) * (total - habit)
  return told
}

/** What a reading was found to be: 0 usual, 1 as unusual as can be. */
export interface Judgement {
  readonly score: number
  readonly reason: Reason
}

/** From this score on a reading is called an anomaly. */
export const ANOMALY_SCORE = 0.5

/** `surprise` as a score, with the deviation that weighed most; undefined for what is not reported. */
export function detect(detector: Detector, series: number, value: number, localS: number): Judgement | undefined {
  const told = surprise(detector, series, value, localS)
  if (told <= 0) return undefined
  const { deviations } = detector
  let most = 0
  for (let kind = 1; kind < KINDS; kind++) if ((deviations[kind] ?? 0) > (deviations[most] ?? 0)) most = kind
  return { score: told / (told + detector.parameters.told), reason: REASONS[most] ?? 'value' }
}
