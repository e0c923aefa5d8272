import type { Actor } from '../server/kernel/actor.ts'
import { systemClock } from '../server/kernel/clock.ts'
import type { Source } from '../server/sensing/index.ts'
import { type Bench, type Figure, median } from './bench.ts'
import { DISTRICT_NODES, meters, metersOf } from './meters.ts'
import { type BenchSite, startSite } from './site.ts'

const RUNS = 5
const BATCH = 50_000
const TILES = 200
const MB = 1_048_576

const viewer: Actor = {
  kind: 'person',
  id: 'viewer',
  personId: null,
  unitId: null,
  name: 'viewer',
  demo: false,
  grants: [{ role: 'leader', divisionKey: '' }],
}
const source: Source = { id: 'bench', door: 'http', divisionKey: '', may: () => true }

/** The newest of a whole district: all at once, a window of the map, and tiles; beside SQL over the same readings. */
export const latestOfAll: Bench = {
  name: 'latest.all',
  about: `the newest readings of ${DISTRICT_NODES.toLocaleString('en')} things over HTTP`,
  async run() {
    const things = metersOf(DISTRICT_NODES, systemClock.now())
    const site = await startSite(things, { packs: [meters], viewer })
    try {
      await fill(site)
      const sql = await seconds(1, () => bySql(site))
      const all = await seconds(RUNS, () => fetchBytes(site, '/api/v1/latest/packed'))
      const lines = await seconds(1, () => fetchBytes(site, '/api/v1/latest/all'))
      const memory = process.memoryUsage()
      const figure = (
        name: string,
        value: number,
        unit: string,
        limit: number | null,
        ratio: number | null,
      ): Figure => ({
        name,
        value: Number(value.toFixed(3)),
        unit,
        limit,
        ratio: ratio === null ? null : Number(ratio.toFixed(3)),
        isCeiling: true,
      })
      return [
        figure('latest.sql', sql.median, 's', null, null),
        figure('latest.all', all.median, 's', 1, all.median / sql.median),
        figure('latest.all.bytes', all.last / DISTRICT_NODES, 'bytes/thing', null, null),
        figure('latest.all.ndjson', lines.median, 's', null, lines.median / sql.median),
        figure('latest.window', (await windows(site)) * 1000, 'ms p95', 50, null),
        figure('latest.tile', (await tiles(site)) * 1000, 'ms p95', 50, null),
        figure('memory.things', memory.rss / MB, 'MiB', 4096, null),
        figure('memory.things.heap', (memory.heapUsed + memory.arrayBuffers) / MB, 'MiB', null, null),
      ]
    } finally {
      await site.stop()
    }
  },
}

/** A reading of each series. */
async function fill({ sensing, kernel }: BenchSite): Promise<void> {
  const { items } = sensing.listSeries(source, 0, DISTRICT_NODES * 2)
  const at = kernel.clock.now().toISOString()
  for (let from = 0; from < items.length; from += BATCH) {
    const part = items.slice(from, from + BATCH)
    const columns = { series: part.map(({ id }) => id), values: part.map(({ id }) => id % 400), at }
    await sensing.record.columns(source, columns, { locale: 'en' })
  }
}

const bySql = ({ kernel }: BenchSite): Promise<number> =>
  kernel.pool.whole(async (tx) => {
    const rows = await tx.query(
      `select distinct on (series_id) series_id, at, value from sensing.reading order by series_id, at desc`,
    )
    return rows.length
  })

async function fetchBytes({ port }: BenchSite, path: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`)
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return (await answer.arrayBuffer()).byteLength
}

async function timed<T>(work: () => Promise<T>): Promise<[seconds: number, result: T]> {
  const began = performance.now()
  const result = await work()
  return [(performance.now() - began) / 1000, result]
}

async function seconds(runs: number, work: () => Promise<number>): Promise<{ median: number; last: number }> {
  const taken: number[] = []
  let last = 0
  for (let run = 0; run < runs; run += 1) {
    const [time, result] = await timed(work)
    taken.push(time)
    last = result
  }
  return { median: median(taken), last }
}

const p95 = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN

/** Windows with some ten thousand things each, packed. */
async function windows(site: BenchSite): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < TILES; i += 1) {
    const west = 121.33 + ((i * 7) % 80) / 1000
    const south = 31.18 + ((i * 13) % 80) / 1000
    const [time] = await timed(() =>
      fetchBytes(site, `/api/v1/latest/packed?bbox=${west},${south},${west + 0.012},${south + 0.012}`),
    )
    taken.push(time)
  }
  return p95(taken)
}

/** Tiles over the district of every zoom from 10 to 18. */
async function tiles(site: BenchSite): Promise<number> {
  const taken: number[] = []
  for (let i = 0; i < TILES; i += 1) {
    const z = 10 + (i % 9)
    const count = 2 ** z
    const lon = 121.33 + ((i * 17) % 100) / 1000
    const lat = ((31.18 + ((i * 29) % 100) / 1000) * Math.PI) / 180
    const x = Math.floor(((lon + 180) / 360) * count)
    const y = Math.floor(((1 - Math.asinh(Math.tan(lat)) / Math.PI) / 2) * count)
    const [time] = await timed(() => fetchBytes(site, `/api/v1/latest/tiles/${z}/${x}/${y}`))
    taken.push(time)
  }
  return p95(taken)
}
