import { chance, pickWeighted } from './chance.ts'
import { wetness } from './drivers.ts'
import type { Script, Telling } from './script.ts'

const MINUTE_MS = 60_000

/** Something somebody will report; shares in [0, 1) fall on a place and a person. */
export interface PlannedReport {
  /** The same for the same seed and minute: sent twice it is one report. */
  readonly key: string
  readonly atMs: number
  readonly channel: 'resident' | 'hotline' | 'patrol'
  /** Code of the category. */
  readonly category: string
  readonly place: number
  readonly along: number
  readonly who: number
  readonly words: string
  readonly language: 'zh' | 'en'
}

const NIGHT_FROM = 22
const DAY_FROM = 7
const RAIN_FROM = 0.25

interface Moment {
  readonly key: string
  readonly atMs: number
  readonly hour: number
}

/** What can be told at an hour: nobody complains of a lamp in the sun, or of puddles on a dry day. */
function tellingsAt({ told }: Script, seed: number, { atMs, hour }: Moment): { key: string; telling: Telling }[] {
  const isNight = hour >= NIGHT_FROM || hour < DAY_FROM
  const isRain = wetness(seed, atMs) >= RAIN_FROM
  const fits = { night: isNight, day: !isNight, rain: isRain }
  return Object.entries(told).flatMap(([key, tellings]) =>
    tellings.filter(({ when }) => when === undefined || fits[when]).map((telling) => ({ key, telling })),
  )
}

/** Undefined only where the script has nothing that can be told at this hour. */
function planned(script: Script, seed: number, moment: Moment): PlannedReport | undefined {
  const { key, atMs } = moment
  const tellings = tellingsAt(script, seed, moment)
  const weights = Object.fromEntries(tellings.map(({ telling }, i) => [String(i), telling.often]))
  const picked = tellings[Number(pickWeighted(chance(seed, key, 'told'), weights))]
  if (picked === undefined) return undefined
  const channel = pickWeighted(chance(seed, key, 'channel'), script.reports.channels) ?? 'resident'
  const { zh, en } = picked.telling
  const isEnglish = en !== undefined && channel === 'resident' && chance(seed, key, 'language') < script.reports.english
  return {
    ...{ key, atMs, channel, category: picked.key.split('#')[0] ?? '' },
    place: chance(seed, key, 'place'),
    along: chance(seed, key, 'along'),
    who: chance(seed, key, 'who'),
    words: isEnglish ? en : zh,
    language: isEnglish ? 'en' : 'zh',
  }
}

const isThere = <T>(one: T | undefined): one is T => one !== undefined

/** Whether words were made from a template by putting something in the place of `{where}`. */
const isMadeFrom = (template: string, words: string): boolean =>
  template.split('{where}').every((part) => words.includes(part))

/** The condition that was meant by whoever told it in these words; undefined where nobody of the script says so. */
export function conditionTold({ told }: Script, category: string, words: string): string | undefined {
  const found = Object.entries(told).find(
    ([key, tellings]) =>
      key.startsWith(`${category}#`) &&
      tellings.some(({ zh, en }) => isMadeFrom(zh, words) || (en !== undefined && isMadeFrom(en, words))),
  )
  return found?.[0].split('#')[1]
}

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
    if (chance(seed, 'report', minute) >= perMinute) continue
    const report = planned(script, seed, { key: `minute ${minute}`, atMs, hour: hourAt(atMs) })
    if (report !== undefined) reports.push(report)
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
    .map(({ atMs, minute }) => planned(script, seed, { key: `minute ${minute}`, atMs, hour: hourAt(atMs) }))
    .filter(isThere)
}
