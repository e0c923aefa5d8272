import { createDetector, surprise } from '../server/insight/anomaly/detector.ts'
import { readCorpus } from './anomaly/corpus.ts'
import { scoreCorpus } from './anomaly/score.ts'
import type { Figure } from './bench.ts'

const floors = { standard: 58, 'low-fp': null, 'low-fn': null } as Readonly<Record<string, number | null>>
const SERIES = 2000
const READINGS = 3_000_000
const FLOOR = 200_000
const tenth = (value: number): number => Math.round(value * 10) / 10

/** The labelled series of a folder in the Numenta layout, all judged with the one set of parameters. */
export function scoreAnomalies(folder: string): Figure[] {
  const corpus = readCorpus(folder)
  const scores = corpus.map(({ values, times }) => {
    const detector = createDetector(1)
    return Float64Array.from(values, (value, row) => surprise(detector, 0, value, times[row] ?? 0))
  })
  const half = (which: number) => {
    const of = <T>(all: readonly T[]) => all.filter((_, at) => at % 2 === which)
    return scoreCorpus(of(corpus), of(scores))
  }
  const row = (name: string, value: number, limit: number | null): Figure => {
    return { name, value: tenth(value), unit: 'of 100', limit, ratio: null }
  }
  return [
    ...scoreCorpus(corpus, scores).flatMap(({ profile, score, threshold }) => [
      row(`anomaly.score ${profile}`, score, floors[profile] ?? null),
      { ...row(`  threshold ${profile}`, 0, null), value: Math.round(threshold * 1000) / 1000, unit: 'surprise' },
    ]),
    ...half(0).map(({ profile, score }) => row(`  odd files ${profile}`, score, null)),
    ...half(1).map(({ profile, score }) => row(`  even files ${profile}`, score, null)),
  ]
}

/** Readings judged per second by one thread, in turn over many series, so that each state is fetched anew. */
export function measureDetector(): Figure {
  const detector = createDetector(SERIES)
  const startedAt = process.hrtime.bigint()
  for (let at = 0; at < READINGS; at++) {
    const round = Math.floor(at / SERIES)
    surprise(detector, at % SERIES, 20 + 5 * Math.sin(round / 45) + ((at * 7919) % 101) / 50, round * 300)
  }
  const value = Math.round(READINGS / (Number(process.hrtime.bigint() - startedAt) / 1e9))
  return { name: 'anomaly.speed', value, unit: 'readings/s', limit: FLOOR, ratio: value / FLOOR }
}
