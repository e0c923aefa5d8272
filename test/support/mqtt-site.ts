import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type IClientOptions, type MqttClient, connect as open } from 'mqtt'
import { type MqttDoor, openMqttDoor } from '../../server/doors/mqtt/index.ts'
import { systemCtx } from '../../server/kernel/actor.ts'
import { newId } from '../../server/kernel/ids.ts'
import { createKernel, type Kernel } from '../../server/kernel/index.ts'
import { createLog } from '../../server/kernel/log.ts'
import { createSensing, demoSecret, type Sensing } from '../../server/sensing/index.ts'
import type { fakeClock } from './clock.ts'
import { bed, greenhouse } from './greenhouse.ts'
import { createTestKernel } from './kernel.ts'

/** A message as a client hears it. */
export interface Heard {
  readonly topic: string
  readonly text: string
  readonly retain: boolean
  readonly qos: number
}

/** A greenhouse whose beds report over MQTT: TCP or TLS, and WebSocket on an HTTP server beside it. */
export interface MqttSite {
  readonly kernel: Kernel
  readonly clock: ReturnType<typeof fakeClock>
  readonly sensing: Sensing
  readonly door: MqttDoor
  readonly webPort: number
  readonly ownerUrl: string
  /** Connects a device of the demo, `gate` for the gateway. */
  connect(
    id: string,
    options?: IClientOptions & { url?: string; heard?: Heard[]; nameless?: boolean },
  ): Promise<MqttClient>
  secretOf(id: string): string
  query<T>(text: string): Promise<T[]>
  countReadings(): Promise<number>
  /** Stops everything but the database, and starts it anew on the same ports. */
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface MqttSiteOptions {
  readonly beds?: number
  readonly tls?: { readonly certFile: string; readonly keyFile: string }
  readonly messagesPerSecond?: number
}

interface Running {
  readonly kernel: Kernel
  readonly sensing: Sensing
  readonly door: MqttDoor
}

export async function startMqttSite({ beds = 3, tls, messagesPerSecond }: MqttSiteOptions = {}): Promise<MqttSite> {
  const site = await createTestKernel()
  const { clock, database, dataFolder } = site
  const since = clock.now()
  const things = Array.from({ length: beds }, (_, i) => bed(i + 1, '001', since))

  async function start(kernel: Kernel, port: number): Promise<Running> {
    const sensing = createSensing(kernel, { zone: 'Asia/Shanghai', things: async () => things })
    kernel.access.register(sensing.permissions)
    kernel.kinds.register(sensing.events)
    await sensing.start([greenhouse])
    const speed = messagesPerSecond === undefined ? {} : { messagesPerSecond }
    const door = await openMqttDoor(kernel, sensing, { port, host: '127.0.0.1', tls, ...speed })
    return { kernel, sensing, door }
  }

  async function end({ kernel, sensing, door }: Running): Promise<void> {
    await door.stop()
    await sensing.stop()
    if (kernel !== site.kernel) await kernel.stop()
  }

  let running = await start(site.kernel, 0)
  await running.sensing.seedDemoDevices('7')
  const gate = { id: 'gate', name: 'gate', divisionKey: '', gateway: true, things: [] }
  const { secret } = await running.sensing.devices.issue(systemCtx('test', clock), newId(), gate)
  const secretOf = (id: string): string => (id === 'gate' ? (secret ?? '') : demoSecret('7', id))
  const web: Server = createServer()
  web.on('upgrade', (...given) => running.door.upgrade(...given))
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve))
  const clients: MqttClient[] = []
  const query = <T>(text: string): Promise<T[]> => site.kernel.pool.whole((tx) => tx.query<T>(text))

  return {
    get kernel() {
      return running.kernel
    },
    get sensing() {
      return running.sensing
    },
    get door() {
      return running.door
    },
    clock,
    ownerUrl: database.ownerUrl,
    webPort: (web.address() as AddressInfo).port,
    secretOf,
    async connect(
      id,
      { url = `mqtt://127.0.0.1:${running.door.port}`, heard = [], nameless = false, ...options } = {},
    ) {
      const name = nameless ? {} : { username: id, password: secretOf(id) }
      const given = { ...name, reconnectPeriod: 0, ...options }
      const client = open(url, given)
      clients.push(client)
      // What waited for the client comes right behind the welcome.
      client.on('message', (topic, payload, { retain, qos }) =>
        heard.push({ topic, text: payload.toString(), retain, qos }),
      )
      await new Promise<void>((resolve, reject) => {
        client.once('connect', () => resolve())
        // Connections are cut on purpose here.
        client.on('error', reject)
        client.once('close', () => reject(new Error('closed')))
      })
      return client
    },
    query,
    async countReadings() {
      const [row] = await query<{ count: number }>('select count(*)::integer as count from sensing.reading')
      return row?.count ?? 0
    },
    async restart() {
      const { port } = running.door
      await end(running)
      running = await start(createKernel({ ...database, clock, dataFolder, log: createLog('silent') }), port)
    },
    async stop() {
      for (const client of clients) client.end(true)
      await end(running)
      web.close()
      await site.stop()
    },
  }
}
