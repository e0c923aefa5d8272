import { blend, dampedSmoothing, type Method, seasonalNaive, theta } from './methods.ts'

/** The methods a forecast chooses from; the first is what the others are held against. */
const METHODS = { naive: seasonalNaive, smoothing: dampedSmoothing, theta, blend } as const satisfies Record<
  string,
  Method
>
export type MethodName = keyof typeof METHODS
const NAMES = Object.keys(METHODS) as MethodName[]

/** One value ahead; between least and most lie nine of ten errors of the back-test. */
export interface Ahead {
  readonly value: number
  readonly low: number
  readonly high: number
}

export interface Forecast {
  readonly method: MethodName
  /** Whether another method was better than repeating the last round; where not, the last round is repeated. */
  readonly beatsNaive: boolean
  /** Mean size of the errors in the back-test, for each method. */
  readonly errors: Readonly<Record<MethodName, number>>
  /** How many times the past was forecast from what was known before it. */
  readonly origins: number
  readonly points: readonly Ahead[]
}

const ORIGINS = 8
/** What a method must be better by to be preferred to repeating the last round: chance alone gives small gains. */
const GAIN = 0.98
const LOW = 0.05
const HIGH = 0.95

/** Fills what is missing in a line from one neighbour to the next; leaves nothing of a history without values. */
export function fillGaps(values: readonly (number | null)[]): number[] {
  const known = values.flatMap((value, at) => (value === null || !Number.isFinite(value) ? [] : [{ at, value }]))
  const first = known[0]
  if (first === undefined) return []
  const out: number[] = []
  let before = first
  let next = 0
  for (let at = first.at; at <= (known.at(-1)?.at ?? 0); at++) {
    while ((known[next]?.at ?? Number.POSITIVE_INFINITY) < at) next++
    const after = known[next] ?? before
    if (after.at === at) before = after
    const share = after.at === before.at ? 0 : (at - before.at) / (after.at - before.at)
    out.push(before.value + share * (after.value - before.value))
  }
  return out
}

function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1)
  const below = sorted[Math.floor(at)] ?? 0
  return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? below) - below)
}

/** Where the back-test begins each time: as late as possible, never before two rounds were known. */
function originsOf(length: number, least: number, horizon: number): number[] {
  const last = length - horizon
  const room = last - least
  if (room < 0) return []
  const count = Math.min(ORIGINS, room + 1)
  const stride = Math.max(1, Math.min(horizon, Math.floor(room / count)))
  return Array.from({ length: count }, (_, at) => last - at * stride).filter((origin) => origin >= least)
}

function backTest(history: readonly number[], season: number, horizon: number, origins: readonly number[]) {
  const off: Record<MethodName, number[][]> = { naive: [], smoothing: [], theta: [], blend: [] }
  for (const name of NAMES)
    for (const origin of origins) {
      const said = METHODS[name](history.slice(0, origin), season, horizon)
      off[name].push(said.map((value, step) => (history[origin + step] ?? value) - value))
    }
  return off
}

const sizeOf = (rows: readonly (readonly number[])[]): number => {
  const all = rows.flat()
  return all.length === 0 ? 0 : all.reduce((sum, error) => sum + Math.abs(error), 0) / all.length
}

/** Errors of the steps up to a little beyond this one: one step alone has too few, and errors grow with the way ahead. */
const errorsNear = (rows: readonly (readonly number[])[], step: number): number[] =>
  rows.flatMap((row) => row.slice(Math.max(0, step - 2), step + 3)).sort((a, b) => a - b)

/**
 * Forecasts an evenly spaced history by the method that erred least when the past was forecast from what was known
 * before it. Undefined where there is too little to test on: less than two rounds and the horizon, or 12 values.
 */
export function forecast(history: readonly number[], season: number, horizon: number): Forecast | undefined {
  const round = history.length >= 2 * season + horizon ? Math.max(1, season) : 1
  const origins = originsOf(history.length, Math.max(2 * round, 6), horizon)
  if (history.length < 12 || origins.length < 2) return undefined
  const off = backTest(history, round, horizon, origins)
  const errors = Object.fromEntries(NAMES.map((name) => [name, sizeOf(off[name])])) as Record<MethodName, number>
  const best = NAMES.reduce((one, other) => (errors[other] < errors[one] ? other : one), 'naive' as MethodName)
  const method = errors[best] < GAIN * errors.naive ? best : 'naive'
  let [below, above] = [0, 0]
  const points = METHODS[method](history, round, horizon).map((value, step) => {
    const near = errorsNear(off[method], step)
    // What lies further ahead is never surer than what lies nearer.
    below = Math.min(below, quantile(near, LOW))
    above = Math.max(above, quantile(near, HIGH))
    return { value, low: value + below, high: value + above }
  })
  return { method, beatsNaive: method !== 'naive', errors, origins: origins.length, points }
}
