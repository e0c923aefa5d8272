import type { Kernel } from '../../../kernel/index.ts'
import type { Sensing } from '../../../sensing/index.ts'
import { type Connection, createConnection, type Pipe } from '../client.ts'
import { unsettledReceipts } from '../connection/acks.ts'
import { createConnect } from '../connection/connect.ts'
import { drop } from '../connection/drop.ts'
import { createFeed } from '../connection/feed.ts'
import { createFlow, type Flow } from '../connection/flow.ts'
import { createPackets } from '../connection/packets.ts'
import { createPublish } from '../connection/publish.ts'
import { createSubscribe } from '../connection/subscribe.ts'
import { tellWill } from '../connection/will.ts'
import type { Door } from '../door.ts'
import { limits } from '../limits.ts'
import type { PipeHandlers } from '../listen/listener.ts'
import { createPacketReader } from '../wire/packet.ts'
import { reason } from '../wire/reasons.ts'
import { createDelivery } from './deliver.ts'
import { noteSession, restoreSessions } from './kept.ts'
import { createSessions } from './sessions.ts'
import { createSpeech } from './speech.ts'
import { createTree } from './tree.ts'

const SWEEP_MS = 1000

/** Everything behind the listeners: who is connected, and what becomes of their packets. */
export function createBroker(kernel: Kernel, sensing: Sensing, messagesPerSecond: number) {
  const { clock } = kernel
  const { stream } = sensing.record
  const { clients } = sensing
  const tree = createTree()
  const sessions = createSessions({
    clock,
    tree,
    changed: (session) => noteSession(clients, session, false),
    kept: clients.kept,
  })
  const delivery = createDelivery({ clock, slow: (connection) => drop(connection, reason.quota) })
  const speech = createSpeech({ sensing, tree, delivery })
  const door: Door = {
    kernel,
    sensing,
    tree,
    sessions,
    delivery,
    speech,
    readPacket: createPacketReader(),
    connections: new Set(),
    messagesPerSecond,
    tickMs: performance.now(),
    isStopping: false,
  }
  const flow: Flow = createFlow({
    resume: (connection) => feed.resume(connection),
    hasRoom: stream.hasRoom,
    whenChanged: stream.whenChanged,
    messagesPerSecond,
  })
  const flowOf = () => flow
  const publish = createPublish({ door, flow: flowOf })
  const subscriptions = createSubscribe(door)
  const connect = createConnect({ door, flow: flowOf, gone })
  const feed = createFeed({
    flow: flowOf,
    begin: stream.begin,
    publish: publish.take,
    packet: createPackets({ door, flow: flowOf, connect, subscriptions }),
  })
  let sweeping: NodeJS.Timeout | undefined

  function gone(connection: Connection): void {
    door.connections.delete(connection)
    flow.forget(connection)
    connection.isClosed = true
    const { session } = connection
    for (const packetId of unsettledReceipts(connection)) session?.received?.delete(packetId)
    connection.rest = undefined
    connection.acks = undefined
    connection.pending = undefined
    if (session === undefined || session.connection !== connection) return
    // A restart of ours is not the loss of the client.
    if (connection.saidGoodbye || door.isStopping) session.will = undefined
    else tellWill(door, session, publish.will)
    sessions.detach(session, connection)
  }

  /** Ends connections that said nothing for too long; who is not read for our own sake is not blamed. */
  function sweep(): void {
    const before = door.tickMs
    door.tickMs = performance.now()
    for (const connection of door.connections) {
      if (connection.session !== undefined && connection.heardAtMs >= before)
        sensing.devices.heard(connection.session.deviceId)
      if (connection.held !== 0) {
        connection.heardAtMs = door.tickMs
        continue
      }
      const patienceMs = connection.session === undefined ? limits.connectTimeoutMs : connection.patienceMs
      if (patienceMs > 0 && door.tickMs - connection.heardAtMs > patienceMs) drop(connection, reason.keepAlive)
    }
    sessions.sweep()
    clients.kept().catch((error: unknown) => kernel.log.warn({ err: error }, 'MQTT sessions were not kept'))
  }

  kernel.metrics.gauge('yiwang_mqtt_connections', 'Devices connected over MQTT', () => door.connections.size)
  const stopFollowing = sensing.live.follow(speech.tellReading)
  const stopHearing = sensing.instructions.watch(speech.tellInstruction)
  const stopWatching = sensing.devices.watch((deviceId) => {
    for (const connection of door.connections)
      if (connection.session?.deviceId === deviceId) drop(connection, reason.notAuthorized)
  })

  return {
    open(pipe: Pipe, certificate: string | undefined): PipeHandlers | undefined {
      if (door.isStopping || door.connections.size >= limits.connections) return undefined
      const connection = createConnection(pipe, certificate, door.tickMs)
      door.connections.add(connection)
      return {
        bytes(chunk) {
          connection.heardAtMs = door.tickMs
          feed.take(connection, chunk)
        },
        drained: () => delivery.goOn(connection),
        closed: () => gone(connection),
      }
    },
    async start(): Promise<void> {
      await restoreSessions(sensing, sessions)
      for (const instruction of sensing.instructions.allWaiting()) speech.tellInstruction(instruction)
      sweeping = setInterval(sweep, SWEEP_MS)
    },
    async stop(): Promise<void> {
      door.isStopping = true
      clearInterval(sweeping)
      stopWatching()
      stopFollowing()
      stopHearing()
      for (const connection of door.connections) drop(connection, reason.shuttingDown)
      for (const connection of [...door.connections]) {
        gone(connection)
        connection.pipe.destroy()
      }
      for (const session of sessions.all.values()) noteSession(clients, session, true)
      await clients.kept().catch((error: unknown) => kernel.log.warn({ err: error }, 'MQTT sessions were not kept'))
    },
  }
}
