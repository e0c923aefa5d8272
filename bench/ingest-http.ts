import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { systemCtx } from '../server/kernel/actor.ts'
import { systemClock } from '../server/kernel/clock.ts'
import { newId } from '../server/kernel/ids.ts'
import type { Bench, Figure } from './bench.ts'
import { measureCopy } from './copy.ts'
import { measureSync } from './disk.ts'
import { codeOf, district, nodes, PROPERTIES, quietValue, SERIES } from './district.ts'
import type { Load } from './ingest-load.ts'
import { type BenchSite, startSite } from './site.ts'

const BATCH = 2000
const BODIES = SERIES / BATCH
// Enough in flight to fill a commit on a slow disk: 32,000 readings.
const CONNECTIONS = 16
const WARM_UP_MS = 2000
const MEASURE_MS = 8000
const COPY_ROWS = 20_000
const STAMP = '2026-01-01T00:00:00.000Z'

/** Readings of 700,000 series, durable and judged by three rules each, in batches over HTTP, beside bare binary COPY into the same table. */
export const ingestHttp: Bench = {
  name: 'ingest.http',
  about: 'readings in batches over HTTP, on disk when answered, validated and judged by rules',
  async run() {
    const site = await startSite(nodes(systemClock.now()), { packs: [district] })
    try {
      const authorization = await issueGateway(site)
      const copied = await bareCopy(site)
      const columns = await measure(site, authorization, columnBodies(site))
      const plain = await measure(site, authorization, plainBodies())
      const figure = (name: string, value: number, limit: number | null): Figure => ({
        name,
        value: Math.round(value),
        unit: 'readings/s',
        limit,
        ratio: Number((value / copied).toFixed(2)),
      })
      return [
        measureSync(site.folder),
        { ...figure('ingest.copy', copied, null), ratio: null },
        figure('ingest.http', columns, 250_000),
        figure('ingest.http.plain', plain, null),
      ]
    } finally {
      await site.stop()
    }
  },
}

async function issueGateway(site: BenchSite): Promise<string> {
  const ctx = systemCtx('bench', site.kernel.clock)
  const gate = { id: 'gate', name: 'gate', divisionKey: '', gateway: true, things: [] }
  const { secret } = await site.sensing.devices.issue(ctx, newId(), gate)
  return `Basic ${Buffer.from(`gate:${secret}`).toString('base64')}`
}

async function bareCopy({ kernel }: BenchSite): Promise<number> {
  const client = await kernel.pool.connect()
  try {
    return await measureCopy(client, COPY_ROWS, kernel.clock.now().getTime(), MEASURE_MS / 2)
  } finally {
    client.release()
  }
}

type Bodies = Load['bodies']

const stampedBody = (text: string): Bodies[number] => {
  const offsets: number[] = []
  for (let at = text.indexOf(STAMP); at >= 0; at = text.indexOf(STAMP, at + 1)) offsets.push(at)
  return { body: Buffer.from(text), offsets }
}

function columnBodies(site: BenchSite): Bodies {
  const source = { id: 'bench', door: 'http', divisionKey: '', may: () => true } as const
  const series = site.sensing.listSeries(source, 0, SERIES).items.map(({ id }) => id)
  return Array.from({ length: BODIES }, (_, body) => {
    const part = series.slice(body * BATCH, (body + 1) * BATCH)
    return stampedBody(JSON.stringify({ at: STAMP, series: part, values: part.map(quietValue) }))
  })
}

const plainBodies = (): Bodies =>
  Array.from({ length: BODIES }, (_, body) =>
    stampedBody(
      JSON.stringify(
        Array.from({ length: BATCH }, (_, k) => {
          const i = body * BATCH + k
          const property = PROPERTIES[i % PROPERTIES.length]
          return { thing: codeOf(Math.floor(i / PROPERTIES.length)), property, value: quietValue(i), at: STAMP }
        }),
      ),
    ),
  )

async function measure(site: BenchSite, authorization: string, bodies: Bodies): Promise<number> {
  const load: Load = {
    port: site.port,
    authorization,
    bodies,
    readingsPerBody: BATCH,
    connections: CONNECTIONS,
    warmUpMs: WARM_UP_MS,
    measureMs: MEASURE_MS,
  }
  const worker = new Worker(new URL('./ingest-load.ts', import.meta.url), { workerData: load })
  const [rate] = (await once(worker, 'message')) as [number]
  await worker.terminate()
  return rate
}
