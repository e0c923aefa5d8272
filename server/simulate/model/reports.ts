import { chance, pickBy, pickWeighted } from './chance.ts'
import type { Script } from './script.ts'

const MINUTE_MS = 60_000

/** Something somebody will report: shares in [0, 1) that fall on a category, a place and words. */
export interface PlannedReport {
  /** The same for the same seed and minute: sent twice it is one report. */
  readonly key: string
  readonly atMs: number
  readonly channel: 'resident' | 'hotline' | 'patrol'
  readonly category: number
  readonly condition: number
  readonly place: number
  readonly along: number
  readonly who: number
  readonly words: string
}

const planned = (script: Script, seed: number, key: string, atMs: number): PlannedReport => ({
  key,
  atMs,
  channel: pickWeighted(chance(seed, key, 'channel'), script.reports.channels) ?? 'resident',
  // Squared: what is first on the list is reported far more often, as it is in every city.
  category: chance(seed, key, 'category') ** 2,
  condition: chance(seed, key, 'condition'),
  place: chance(seed, key, 'place'),
  along: chance(seed, key, 'along'),
  who: chance(seed, key, 'who'),
  words: pickBy(chance(seed, key, 'words'), script.reports.words) ?? '{what}',
})

const busyness = ({ reports }: Script, hour: number): number =>
  ((reports.hours[Math.floor(hour)] ?? 0) * 24) / reports.hours.reduce((sum, weight) => sum + weight, 0)

/** What is reported after one instant and up to another; `hourAt` is the hour of the day of an instant. */
export function reportsBetween(
  script: Script,
  seed: number,
  afterMs: number,
  untilMs: number,
  hourAt: (ms: number) => number,
): PlannedReport[] {
  const reports: PlannedReport[] = []
  const first = Math.floor(afterMs / MINUTE_MS) + 1
  for (let minute = first; minute * MINUTE_MS <= untilMs; minute += 1) {
    const atMs = minute * MINUTE_MS
    const perMinute = (script.reports.perDay / 1440) * busyness(script, hourAt(atMs))
    if (chance(seed, 'report', minute) < perMinute) reports.push(planned(script, seed, `minute ${minute}`, atMs))
  }
  return reports
}

/** A number of reports spread over the hours before an instant, more where the hours are busier, oldest first. */
export function reportsBefore(
  script: Script,
  seed: number,
  nowMs: number,
  { hours, reports: count }: { hours: number; reports: number },
  hourAt: (ms: number) => number,
): PlannedReport[] {
  const minutes = Array.from({ length: Math.round(hours * 60) }, (_, i) => nowMs - (i + 1) * MINUTE_MS)
  // The smallest of weighted draws: each minute is taken as likely as it is busy, and none twice.
  return minutes
    .map((atMs) => {
      const minute = Math.floor(atMs / MINUTE_MS)
      return {
        atMs,
        minute,
        rank: -Math.log(chance(seed, 'past', minute) || 1e-9) / (busyness(script, hourAt(atMs)) || 1e-9),
      }
    })
    .sort((a, b) => a.rank - b.rank)
    .slice(0, count)
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ atMs, minute }) => planned(script, seed, `minute ${minute}`, atMs))
}
