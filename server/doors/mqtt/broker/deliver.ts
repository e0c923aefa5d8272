import type { Clock } from '../../../kernel/clock.ts'
import type { Connection, Message, Outgoing, Session, Subscription } from '../client.ts'
import { limits } from '../limits.ts'
import type { Version } from '../wire/packet.ts'
import { encodePublish } from '../wire/publish.ts'

export type Delivery = ReturnType<typeof createDelivery>

/** Brings messages to sessions: at once, when there is room, or when the client is back. */
export function createDelivery({ clock, slow }: { clock: Clock; slow: (connection: Connection) => void }) {
  const isOver = ({ expiresAtMs }: Message): boolean =>
    expiresAtMs !== undefined && expiresAtMs <= clock.now().getTime()

  function send(
    connection: Connection,
    { message, identifiers }: Outgoing,
    packetId: number,
    isDuplicate: boolean,
  ): boolean {
    const { expiresAtMs } = message
    const seconds =
      expiresAtMs === undefined ? undefined : Math.max(1, Math.ceil((expiresAtMs - clock.now().getTime()) / 1000))
    const bytes = encodePublish(
      message.topic,
      message.payload,
      { qos: packetId === 0 ? 0 : 1, isRetained: message.isRetained, isDuplicate, packetId },
      connection.version as Version,
      { messageExpiryInterval: seconds, subscriptionIdentifiers: identifiers },
    )
    // A client that says it takes no packet so large does not get it (MQTT 5 clause 3.1.2.11.4).
    if (bytes.length > connection.maxPacketBytes) return false
    connection.pipe.write(bytes)
    if (connection.pipe.writableLength > limits.unreadBytes) slow(connection)
    return true
  }

  function nextPacketId(session: Session): number {
    do session.lastPacketId = session.lastPacketId >= 65_535 ? 1 : session.lastPacketId + 1
    while (session.inFlight?.has(session.lastPacketId))
    return session.lastPacketId
  }

  function enqueue(session: Session, outgoing: Outgoing): void {
    session.queued ??= []
    session.queued.push(outgoing)
    session.queuedBytes += outgoing.message.payload.length
    while (session.queued.length > limits.queuedMessages || session.queuedBytes > limits.queuedBytes) {
      const dropped = session.queued.shift()
      if (dropped === undefined) return
      session.queuedBytes -= dropped.message.payload.length
    }
  }

  /** Sends what is queued, as far as the client takes it. */
  function pump(session: Session): void {
    const { connection, queued } = session
    if (connection === undefined || queued === undefined) return
    const most = Math.min(limits.inFlight, connection.receiveMaximum)
    while (queued.length > 0 && (session.inFlight?.size ?? 0) < most && !connection.isClosed) {
      const outgoing = queued.shift()
      if (outgoing === undefined) return
      session.queuedBytes -= outgoing.message.payload.length
      if (isOver(outgoing.message)) continue
      const packetId = nextPacketId(session)
      session.inFlight ??= new Map()
      session.inFlight.set(packetId, outgoing)
      if (!send(connection, outgoing, packetId, false)) session.inFlight.delete(packetId)
    }
    if (queued.length === 0) session.queued = undefined
  }

  return {
    pump,
    /** Gives a session one message for all its subscriptions that match. */
    deliver(session: Session, message: Message, subscriptions: readonly Subscription[]): void {
      const wanted = subscriptions.filter(({ noLocal }) => !noLocal || message.from !== session)
      if (wanted.length === 0) return
      const identifiers = wanted.flatMap(({ identifier }) => (identifier === undefined ? [] : [identifier]))
      const qos = Math.min(message.qos, Math.max(...wanted.map((one) => one.qos)))
      const isRetained = message.isRetained && wanted.some(({ keepsRetain }) => keepsRetain)
      const outgoing = {
        message: isRetained === message.isRetained ? message : { ...message, isRetained },
        identifiers,
      }
      const { connection } = session
      if (qos === 1) {
        enqueue(session, outgoing)
        pump(session)
      } else if (connection !== undefined && connection.pipe.writableLength < limits.unreadSoftBytes) {
        send(connection, outgoing, 0, false)
      }
    },
    /** A client has acknowledged a message; false for one that was not sent. */
    acknowledged(session: Session, packetId: number): boolean {
      if (!session.inFlight?.delete(packetId)) return false
      if (session.inFlight.size === 0) session.inFlight = undefined
      pump(session)
      return true
    },
    /** A client is back: what it has not acknowledged is sent again, then what came meanwhile. */
    resume(session: Session): void {
      const { connection } = session
      if (connection === undefined) return
      for (const [packetId, outgoing] of session.inFlight ?? []) {
        if (isOver(outgoing.message) || !send(connection, outgoing, packetId, true)) session.inFlight?.delete(packetId)
      }
      pump(session)
    },
    /** Goes on with the newest values asked for, while the client reads them. */
    goOn(connection: Connection): void {
      while (connection.pending !== undefined && connection.pipe.writableLength < limits.unreadSoftBytes) {
        const next = connection.pending[0]?.next()
        if (next === undefined || next.done) {
          connection.pending.shift()
          if (connection.pending.length === 0) connection.pending = undefined
        } else if (next.value.length <= connection.maxPacketBytes) connection.pipe.write(next.value)
      }
    },
  }
}
