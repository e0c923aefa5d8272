import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt'
import { type MqttDoor, openMqttDoor } from '../../server/doors/mqtt/index.ts'
import { systemCtx } from '../../server/kernel/actor.ts'
import { newId } from '../../server/kernel/ids.ts'
import { createSensing, demoSecret, type Sensing } from '../../server/sensing/index.ts'
import { bed, greenhouse } from './greenhouse.ts'
import { createTestKernel } from './kernel.ts'

type Kernel = Awaited<ReturnType<typeof createTestKernel>>

/** A greenhouse whose beds report over MQTT: TCP or TLS, and WebSocket on an HTTP server beside it. */
export interface MqttSite {
  readonly site: Kernel
  readonly sensing: Sensing
  readonly door: MqttDoor
  readonly webPort: number
  /** Connects a device of the demo, `gate` for the gateway. */
  connect(id: string, options?: IClientOptions & { url?: string }): Promise<MqttClient>
  secretOf(id: string): string
  query<T>(text: string): Promise<T[]>
  countReadings(): Promise<number>
  /** Closes the door and opens it anew, as after a restart. */
  reopen(): Promise<void>
  stop(): Promise<void>
}

export interface MqttSiteOptions {
  readonly beds?: number
  readonly tls?: { readonly certFile: string; readonly keyFile: string }
  readonly messagesPerSecond?: number
}

export async function startMqttSite({ beds = 3, tls, messagesPerSecond }: MqttSiteOptions = {}): Promise<MqttSite> {
  const site = await createTestKernel()
  const since = site.clock.now()
  const sensing = createSensing(site.kernel, {
    zone: 'Asia/Shanghai',
    things: async () => Array.from({ length: beds }, (_, i) => bed(i + 1, '001', since)),
  })
  site.kernel.access.register(sensing.permissions)
  site.kernel.kinds.register(sensing.events)
  await sensing.start([greenhouse])
  await sensing.seedDemoDevices('7')
  const gate = { id: 'gate', name: 'gate', divisionKey: '', gateway: true, things: [] }
  const { secret } = await sensing.devices.issue(systemCtx('test', site.clock), newId(), gate)
  const secretOf = (id: string): string => (id === 'gate' ? (secret ?? '') : demoSecret('7', id))
  const open = (port: number) =>
    openMqttDoor(site.kernel, sensing, {
      port,
      host: '127.0.0.1',
      tls,
      ...(messagesPerSecond && { messagesPerSecond }),
    })
  let door = await open(0)
  const web: Server = createServer()
  web.on('upgrade', (...given) => door.upgrade(...given))
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const clients: MqttClient[] = []

  return {
    site,
    sensing,
    get door() {
      return door
    },
    webPort: (web.address() as AddressInfo).port,
    secretOf,
    async connect(id, { url = `mqtt://127.0.0.1:${door.port}`, ...options } = {}) {
      const given = { username: id, password: secretOf(id), reconnectPeriod: 0, ...options }
      const client = await connectAsync(url, given)
      // Connections are cut on purpose here.
      client.on('error', () => {})
      clients.push(client)
      return client
    },
    query: <T>(text: string) => site.kernel.pool.whole((tx) => tx.query<T>(text)),
    async countReadings() {
      const [row] = await site.kernel.pool.whole((tx) =>
        tx.query<{ count: number }>('select count(*)::integer as count from sensing.reading'),
      )
      return row?.count ?? 0
    },
    async reopen() {
      const { port } = door
      await door.stop()
      door = await open(port)
    },
    async stop() {
      for (const client of clients) client.end(true)
      await door.stop()
      web.close()
      await sensing.stop()
      await site.stop()
    },
  }
}
