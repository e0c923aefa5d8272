import type { LabelledSeries } from './corpus.ts'

/** What each kind of outcome weighs. */
export interface Profile {
  readonly name: string
  readonly hit: number
  readonly falseAlarm: number
  readonly miss: number
}

/** The three profiles of the Numenta benchmark. */
export const PROFILES: readonly Profile[] = [
  { name: 'standard', hit: 1, falseAlarm: 0.11, miss: 1 },
  { name: 'low-fp', hit: 1, falseAlarm: 0.22, miss: 1 },
  { name: 'low-fn', hit: 1, falseAlarm: 0.11, miss: 2 },
]

const PROBATION = { share: 0.15, mostRows: 5000 }

/** Rows at the start of a series that are not scored. */
export const probationOf = (rows: number): number => Math.floor(PROBATION.share * Math.min(rows, PROBATION.mostRows))

/** +1 well before the end of a window, 0 at its end, towards -1 after it; `x` is in window widths. */
const sigmoid = (x: number): number => (x > 3 ? -1 : 2 / (1 + Math.exp(5 * x)) - 1)
const EARLIEST = sigmoid(-1)

/** A row that may be a detection: how surprising, in which window (or -1), and what it is worth before weights. */
interface Candidate {
  readonly score: number
  readonly window: number
  readonly worth: number
}

function candidatesOf(series: LabelledSeries, scores: Float64Array, firstWindow: number, out: Candidate[]): void {
  let next = 0
  for (let row = probationOf(scores.length); row < scores.length; row++) {
    while (next < series.windows.length && row > (series.windows[next]?.[1] ?? 0)) next++
    const score = scores[row] ?? 0
    if (score <= 0) continue
    const current = series.windows[next]
    const before = series.windows[next - 1]
    if (current !== undefined && row >= current[0]) {
      const width = current[1] - current[0] + 1
      out.push({ score, window: firstWindow + next, worth: sigmoid(-(current[1] - row + 1) / width) / EARLIEST })
    } else {
      const worth = before === undefined ? -1 : sigmoid((row - before[1]) / (before[1] - before[0]))
      out.push({ score, window: -1, worth })
    }
  }
}

/** The best score of a profile over a corpus, and the one threshold that gives it. */
export interface Scored {
  readonly profile: string
  readonly score: number
  readonly threshold: number
}

function sweep(sorted: readonly Candidate[], windows: number, profile: Profile): Scored {
  const found = new Map<number, number>()
  let raw = -profile.miss * windows
  let best = { raw, threshold: Number.POSITIVE_INFINITY }
  for (const [at, { score, window, worth }] of sorted.entries()) {
    if (window < 0) raw += worth * profile.falseAlarm
    else {
      const was = found.get(window)
      const now = Math.max(was ?? Number.NEGATIVE_INFINITY, worth * profile.hit)
      raw += now - (was ?? -profile.miss)
      found.set(window, now)
    }
    // Equal scores are detected together.
    if (sorted[at + 1]?.score !== score && raw > best.raw) best = { raw, threshold: score }
  }
  const silent = -profile.miss * windows
  const score = windows === 0 ? 0 : (100 * (best.raw - silent)) / (profile.hit * windows - silent)
  return { profile: profile.name, score, threshold: best.threshold }
}

/** Scores a detector's output over a corpus: 0 for one that says nothing, 100 for a perfect one. */
export function scoreCorpus(corpus: readonly LabelledSeries[], scores: readonly Float64Array[]): Scored[] {
  const candidates: Candidate[] = []
  let windows = 0
  for (const [at, series] of corpus.entries()) {
    candidatesOf(series, scores[at] ?? new Float64Array(0), windows, candidates)
    windows += series.windows.length
  }
  candidates.sort((a, b) => b.score - a.score)
  return PROFILES.map((profile) => sweep(candidates, windows, profile))
}
