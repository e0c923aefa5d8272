import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { systemCtx } from '../server/kernel/actor.ts'
import { systemClock } from '../server/kernel/clock.ts'
import { newId } from '../server/kernel/ids.ts'
import type { Bench, Figure } from './bench.ts'
import type { FloodLoad } from './flood-load.ts'
import { meters, metersOf } from './meters.ts'
import { type BenchSite, startSite } from './site.ts'

const THINGS = 10_000
const QUOTA_PER_SECOND = 100
const TIMES = 100
const QUIET_MS = 60_000
const FLOOD_MS = 300_000
const MB = 1_048_576

interface Told {
  readonly p99Ms: number
  readonly bodies: number
}

/** One thing sends a hundred times its quota for five minutes; what the others feel of it. */
export const flood: Bench = {
  name: 'ingest.flood',
  about: 'the wait of others for their answer while one thing sends a hundred times its quota, against quiet',
  async run() {
    const site = await startSite(metersOf(THINGS, systemClock.now()), { packs: [meters] })
    try {
      const all = await series(site)
      const others = await gateway(site, 'others')
      const mad = await gateway(site, 'mad')
      const other = { authorization: others, series: all.slice(1), readingsPerBody: 100, bodiesPerSecond: 50 }
      const madLoad = { authorization: mad, series: all.slice(0, 1), readingsPerBody: 500 }
      const bodiesPerSecond = (QUOTA_PER_SECOND * TIMES) / madLoad.readingsPerBody
      await send(site, { ...other, forMs: QUIET_MS / 6 })
      const quiet = await send(site, { ...other, forMs: QUIET_MS })
      const before = process.memoryUsage().rss
      const [during, flooded] = await Promise.all([
        send(site, { ...other, forMs: FLOOD_MS }),
        send(site, { ...madLoad, bodiesPerSecond, forMs: FLOOD_MS }),
      ])
      const figure = (
        name: string,
        value: number,
        unit: string,
        limit: number | null,
        ratio: number | null,
      ): Figure => ({
        name,
        value: Number(value.toFixed(2)),
        unit,
        limit,
        ratio,
        isCeiling: true,
      })
      const ratio = Number((during.p99Ms / quiet.p99Ms).toFixed(2))
      return [
        figure('ingest.flood.quiet', quiet.p99Ms, 'ms p99', null, null),
        figure('ingest.flood', during.p99Ms, 'ms p99', 2 * quiet.p99Ms, ratio),
        figure(
          'ingest.flood.sent',
          (flooded.bodies * madLoad.readingsPerBody) / (FLOOD_MS / 1000),
          'readings/s',
          null,
          null,
        ),
        figure('ingest.flood.memory', (process.memoryUsage().rss - before) / MB, 'MiB more', 256, null),
      ]
    } finally {
      await site.stop()
    }
  },
}

async function series({ sensing }: BenchSite): Promise<number[]> {
  const source = { id: 'bench', door: 'http', divisionKey: '', may: () => true } as const
  return sensing.listSeries(source, 0, THINGS * 2).items.map(({ id }) => id)
}

async function gateway(site: BenchSite, id: string): Promise<string> {
  const ctx = systemCtx('bench', site.kernel.clock)
  const device = { id, name: id, divisionKey: '', gateway: true, things: [] }
  const { secret } = await site.sensing.devices.issue(ctx, newId(), device)
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
}

async function send({ port }: BenchSite, load: Omit<FloodLoad, 'port'>): Promise<Told> {
  const worker = new Worker(new URL('./flood-load.ts', import.meta.url), { workerData: { ...load, port } })
  const [told] = (await once(worker, 'message')) as [Told]
  await worker.terminate()
  return told
}
