import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { openMqttDoor } from '../server/doors/mqtt/index.ts'
import { systemCtx } from '../server/kernel/actor.ts'
import { systemClock } from '../server/kernel/clock.ts'
import { newId } from '../server/kernel/ids.ts'
import type { Bench, Figure } from './bench.ts'
import { measureSync } from './disk.ts'
import { district, nodes } from './district.ts'
import type { MqttLoad } from './mqtt/load.ts'
import { connectPacket, encodeStreams, type PacketForm } from './mqtt/packets.ts'
import { startMosquitto } from './mqtt/peer.ts'
import { type BenchSite, startSite } from './site.ts'

const CONNECTIONS = 100
/** Packets a connection has on their way: 40,000 in all, enough for a commit on a slow disk. */
const WINDOW = 400
const WARM_UP_MS = 3000
const seconds = Number(process.env.BENCH_SECONDS ?? 10)

/** One reading a message with QoS 1, acknowledged after the commit; 700,000 series, three rules each. */
export const ingestMqtt: Bench = {
  name: 'ingest.mqtt',
  about:
    'readings one a message over MQTT with QoS 1, on disk when acknowledged, validated and judged by three rules each',
  async run() {
    const site = await startSite(nodes(systemClock.now()), { packs: [district] })
    const door = await openMqttDoor(site.kernel, site.sensing, {
      port: 0,
      host: '127.0.0.1',
      messagesPerSecond: Number.MAX_SAFE_INTEGER,
    })
    try {
      const gate = { id: 'gate', name: 'gate', divisionKey: '', gateway: true, things: [] }
      const { secret } = await site.sensing.devices.issue(systemCtx('bench', systemClock), newId(), gate)
      const measured = (form: PacketForm) => measureLoad(door.port, form, ['gate', secret ?? ''])
      const objects = await measured('object')
      const bare = await measured('bare')
      await refuseFalseRate(site, objects.acknowledged + bare.acknowledged)
      const peer = await measurePeer()
      const figure = (name: string, value: number, limit: number | null): Figure => ({
        name,
        value: Math.round(value),
        unit: 'readings/s',
        limit,
        ratio: peer === null ? null : Number((value / peer).toFixed(2)),
      })
      return [
        measureSync(site.folder),
        { name: 'ingest.mqtt.window', value: CONNECTIONS * WINDOW, unit: 'in flight', limit: null, ratio: null },
        { name: 'ingest.mqtt.payload', value: objects.payloadBytes, unit: 'bytes', limit: null, ratio: null },
        figure('ingest.mqtt', objects.rate, 100_000),
        figure('ingest.mqtt.bare', bare.rate, null),
        // Beside it a broker that keeps nothing, and to which nobody subscribes.
        ...(peer === null ? [] : [figure('ingest.mqtt.mosquitto', peer, null)]),
      ]
    } finally {
      await door.stop()
      await site.stop()
    }
  },
}

async function measurePeer(): Promise<number | null> {
  const peer = await startMosquitto()
  if (peer === null) return null
  try {
    return (await measureLoad(peer.port, 'object', [])).rate
  } finally {
    await peer.stop()
  }
}

async function measureLoad(port: number, form: PacketForm, credential: readonly [string, string] | readonly []) {
  const { payloadBytes, ...streams } = encodeStreams(CONNECTIONS, form)
  const connects = Array.from({ length: CONNECTIONS }, (_, i) => connectPacket(`load-${i}`, ...credential))
  const load: MqttLoad = {
    port,
    connections: CONNECTIONS,
    window: WINDOW,
    connects,
    ...streams,
    warmUpMs: WARM_UP_MS,
    measureMs: seconds * 1000,
  }
  const worker = new Worker(new URL('./mqtt/load.ts', import.meta.url), { workerData: load })
  const [{ rate, acknowledged }] = (await once(worker, 'message')) as [{ rate: number; acknowledged: number }]
  await worker.terminate()
  return { rate, acknowledged, payloadBytes }
}

/** What was acknowledged must be there: an acknowledgement is also what a refused reading gets. */
async function refuseFalseRate({ kernel }: BenchSite, acknowledged: number): Promise<void> {
  const { kept, refused } = await kernel.pool.whole((tx) =>
    tx.one<{ kept: number; refused: number }>(
      `select (select coalesce(sum(reading_count), 0)::double precision from sensing.batch) as kept,
         (select count(*)::integer from sensing.set_aside) as refused`,
    ),
  )
  if (kept < acknowledged || refused > 0)
    throw new Error(`${acknowledged} acknowledged, ${kept} kept, ${refused} refused: the rate says nothing`)
}
