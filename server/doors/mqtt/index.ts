import type { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { Aedes, type AedesOptions, type AuthenticateError, type Client } from 'aedes'
import { Fault } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { Sensing } from '../../sensing/index.ts'
import { createBucket } from './allowance.ts'
import { MESSAGE_LIMIT_BYTES, readMessage } from './message.ts'

/** Where and how the door listens. */
export interface MqttOptions {
  /** 0 for any free port. */
  readonly port: number
  readonly host?: string
  readonly tls?: { readonly certFile: string; readonly keyFile: string } | undefined
  /** Messages a second one connection may send in the long run; more are read later, none is dropped. */
  readonly messagesPerSecond?: number
}

/** The door while it is open. */
export interface MqttDoor {
  readonly port: number
  stop(): Promise<void>
}

/** A packet's bytes beyond its payload: topic and headers. */
const OVERHEAD_BYTES = 64 * 1024
const CONNECT_TIMEOUT_MS = 10_000
const SERVER_UNAVAILABLE = 3
const BAD_CREDENTIAL = 4

const refusedWith = (returnCode: number): AuthenticateError => Object.assign(new Error('refused'), { returnCode })

interface Session {
  readonly device: string
  readonly waitMs: (nowMs: number) => number
}

/**
 * MQTT 3.1.1 for devices: user name and password are the device's id and secret, readings go to `things/<code>/readings`.
 * A message is acknowledged when what it says is on disk. What is no reading is set aside and acknowledged too, since
 * sending it again would not help. Nobody can subscribe.
 */
export async function openMqttDoor(kernel: Kernel, sensing: Sensing, options: MqttOptions): Promise<MqttDoor> {
  const { log } = kernel
  const rate = options.messagesPerSecond ?? 2000
  const sessions = new Map<Client, Session>()
  // Bytes a socket had brought when its last packet was complete: what comes after belongs to one packet.
  const complete = new WeakMap<object, number>()
  const note = (client: Client | null): void => {
    if (client !== null) complete.set(client.conn, (client.conn as Socket).bytesRead)
  }

  async function take(client: Client, topic: string, payload: Buffer): Promise<void> {
    const session = sessions.get(client)
    if (session === undefined) throw new Error('not signed in')
    const waitMs = session.waitMs(performance.now())
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs))
    const source = await sensing.devices.getSource(session.device, 'mqtt')
    const message = readMessage(topic, payload)
    if ('items' in message) await sensing.record.items(source, message.items, { locale: 'zh', thing: message.thing })
    else await sensing.record.malformed(source, payload.toString('utf8', 0, 1000), message.thing, message.fault)
  }

  const handlers: AedesOptions = {
    connectTimeout: CONNECT_TIMEOUT_MS,
    preConnect: (client, _packet, done) => {
      note(client)
      done(null, true)
    },
    authenticate: (client, username, password, done) => {
      sensing.devices.signIn(username ?? '', password?.toString('utf8') ?? '').then(
        () => {
          sessions.set(client, { device: username ?? '', waitMs: createBucket(rate, rate) })
          done(null, true)
        },
        (error: unknown) => {
          const isOurs = error instanceof Fault && error.kind === 'unauthenticated'
          done(refusedWith(isOurs ? BAD_CREDENTIAL : SERVER_UNAVAILABLE), false)
        },
      )
    },
    authorizeSubscribe: (_client, _subscription, done) => done(null, null),
    // The broker acknowledges what it has been allowed to publish: so allowing waits for the disk. An error closes the
    // connection without an acknowledgement, and the device sends again.
    authorizePublish: (client, packet, done) => {
      note(client)
      if (client === null) return done(new Error('nobody publishes here'))
      packet.retain = false
      const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload
      take(client, packet.topic, payload).then(
        () => done(null),
        (error: Error) => done(error),
      )
    },
  }
  const broker = await Aedes.createBroker(handlers)
  broker.on('ping', (_packet, client) => note(client))
  broker.on('clientError', (_client, error) => log.debug({ err: error }, 'a device was disconnected'))
  broker.on('connectionError', (_client, error) => log.debug({ err: error }, 'a connection was refused'))
  // Missing from the broker's own types.
  ;(broker as EventEmitter).on('error', (error) => log.error({ err: error }, 'the MQTT broker failed'))
  broker.on('clientDisconnect', (client) => sessions.delete(client))
  const stopWatching = sensing.devices.watch((device) => {
    for (const [client, session] of sessions) if (session.device === device) client.close()
  })
  kernel.metrics.gauge('yiwang_mqtt_connections', 'Devices connected over MQTT', () => broker.connectedClients)

  const sockets = new Set<Socket>()
  const accept = (socket: Socket): void => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.on('close', () => sockets.delete(socket))
    socket.on('readable', () => {
      if (socket.bytesRead - (complete.get(socket) ?? 0) > MESSAGE_LIMIT_BYTES + OVERHEAD_BYTES) socket.destroy()
    })
    broker.handle(socket)
  }
  const server = options.tls ? createTlsServer(keysOf(options.tls), accept) : createServer(accept)
  await listen(server, options)
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    async stop() {
      stopWatching()
      const closed = new Promise((resolve) => server.close(resolve))
      await new Promise<void>((resolve) => broker.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

const keysOf = ({ certFile, keyFile }: { certFile: string; keyFile: string }) => ({
  cert: readFileSync(certFile),
  key: readFileSync(keyFile),
})

const listen = (server: Server, { port, host }: MqttOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
