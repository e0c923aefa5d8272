import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCtx } from '../server/kernel/actor.ts'
import { systemClock } from '../server/kernel/clock.ts'
import { bed } from '../test/support/greenhouse.ts'
import type { Bench, Figure } from './bench.ts'
import { measureSync } from './disk.ts'
import { fill } from './kept/fill.ts'
import { type BenchSite, startSite } from './site.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const MINUTES_A_YEAR = 365 * 1440
/** Readings without an argument; the claim is for a billion: `npm run bench -- series --readings=1e9`. */
const READINGS = 20_000_000
const HOT_MINUTES = 60
const DAY_ASKED = 400
const YEAR_ASKED = 100
const LIMIT_DAY_MS = 20
const LIMIT_YEAR_MS = 100
const LIMIT_BYTES = 6

const wanted = (): number =>
  Number(process.argv.find((word) => word.startsWith('--readings='))?.slice('--readings='.length) ?? READINGS)

const percentile = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN

/** How long answers took, and how much of a core each: on a machine with other work only the second is ours. */
interface Times {
  readonly ms: readonly number[]
  readonly cpuMs: number
}

async function timed(count: number, ask: (turn: number) => Promise<unknown>): Promise<Times> {
  const times: number[] = []
  let before = process.cpuUsage()
  // The first ones load the library and the files' metadata.
  for (let turn = -Math.ceil(count / 10); turn < count; turn += 1) {
    if (turn === 0) before = process.cpuUsage()
    const began = performance.now()
    await ask(turn + count)
    if (turn >= 0) times.push(performance.now() - began)
  }
  const { user, system } = process.cpuUsage(before)
  return { ms: times, cpuMs: (user + system) / 1000 / count }
}

/** Bytes of all files of a folder. */
async function bytesOf(folder: string, kind: RegExp): Promise<number> {
  let bytes = 0
  for (const path of await readdir(folder, { recursive: true }))
    if (kind.test(path)) bytes += (await stat(join(folder, path))).size
  return bytes
}

/** The hour before now is in the database: answers join both. */
async function addHot({ sensing }: BenchSite, series: readonly number[], horizonMs: number): Promise<number> {
  const source = { id: 'bench', door: 'http', divisionKey: '', may: () => true } as const
  const minutes = Math.min(HOT_MINUTES, Math.floor((systemClock.now().getTime() - horizonMs) / 60_000))
  for (let minute = 0; minute < minutes; minute += 1)
    await sensing.record.columns(
      source,
      { series: [...series], values: series.map((id) => 20 + (id % 17)), at: horizonMs + minute * 60_000 },
      { locale: 'en' },
    )
  return series.length * minutes
}

/** Answers over a year of readings by the minute: one series' day, reading by reading, and its year, summed up by the day. */
export const series: Bench = {
  name: 'series',
  about: 'one series of all that are kept: its day and its year; bytes a sealed reading',
  async run() {
    const count = Math.max(1, Math.round(wanted() / MINUTES_A_YEAR))
    const things = Array.from({ length: count }, (_, i) => bed(i + 1, '001', systemClock.now()))
    const site = await startSite(things, { hotHours: 2 })
    try {
      return await measure(site, count)
    } finally {
      await site.stop()
    }
  },
}

async function measure(site: BenchSite, count: number): Promise<Figure[]> {
  const { sensing, kernel, folder } = site
  const kept = join(folder, 'kept')
  const source = { id: 'bench', door: 'http', divisionKey: '', may: () => true } as const
  const ids = sensing.listSeries(source, 0, count * 4).items.flatMap((one) => (one.property === 'heat' ? [one.id] : []))
  const horizonMs = Math.floor(systemClock.now().getTime() / HOUR_MS) * HOUR_MS
  const began = performance.now()
  const sealed = await fill(site, kept, { series: ids, fromMs: horizonMs - 365 * DAY_MS, horizonMs })
  const fillS = (performance.now() - began) / 1000
  const hot = await addHot(site, ids, horizonMs)
  const ctx = systemCtx('bench', kernel.clock)
  const thing = (turn: number): string => `BED-${1 + ((turn * 7919) % count)}`
  const dayTimes = await timed(DAY_ASKED, async (turn) => {
    const to = horizonMs + 30 * 60_000 - ((turn * 104_729) % 364) * DAY_MS
    const span = { from: new Date(to - DAY_MS).toISOString(), to: new Date(to).toISOString() }
    const { series } = await sensing.views.readings(ctx, thing(turn), { ...span, property: 'heat', limit: 2000 })
    if ((series[0]?.readings.length ?? 0) < 1400) throw new Error('a day is not whole')
  })
  const yearTimes = await timed(YEAR_ASKED, async (turn) => {
    const span = { from: new Date(horizonMs - 365 * DAY_MS).toISOString() }
    const { series } = await sensing.views.buckets(ctx, thing(turn), { ...span, property: 'heat', points: 400 })
    if ((series[0]?.buckets.length ?? 0) < 365) throw new Error('a year is not whole')
  })
  const bytes = await bytesOf(kept, /\.parquet$/)
  const rollups = await bytesOf(kept, /\.(hour|day)\.parquet$/)
  const plain = (name: string, value: number, unit: string): Figure => ({ name, value, unit, limit: null, ratio: null })
  const figure = (name: string, value: number, unit: string, limit: number): Figure => ({
    ...plain(name, Number(value.toFixed(2)), unit),
    limit,
    ratio: Number((value / limit).toFixed(2)),
    isCeiling: true,
  })
  return [
    measureSync(folder),
    plain('sealed.readings', sealed, 'readings'),
    plain('sealed.hot', hot, 'readings in the database beside them'),
    plain('sealed.write', Math.round(sealed / fillS), 'readings/s, made and sealed'),
    figure('series.day', percentile(dayTimes.ms, 0.95), 'ms p95', LIMIT_DAY_MS),
    plain('series.day.p50', Number(percentile(dayTimes.ms, 0.5).toFixed(2)), 'ms'),
    plain('series.day.cpu', Number(dayTimes.cpuMs.toFixed(2)), 'ms of a core each'),
    figure('series.year', percentile(yearTimes.ms, 0.95), 'ms p95', LIMIT_YEAR_MS),
    plain('series.year.p50', Number(percentile(yearTimes.ms, 0.5).toFixed(2)), 'ms'),
    plain('series.year.cpu', Number(yearTimes.cpuMs.toFixed(2)), 'ms of a core each'),
    figure('sealed.bytes', bytes / sealed, 'bytes a reading', LIMIT_BYTES),
    plain('sealed.bytes.rollups', Number((rollups / sealed).toFixed(2)), 'bytes a reading, of these'),
  ]
}
