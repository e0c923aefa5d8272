import type { IDisconnectPacket, Packet } from 'mqtt-packet'
import type { Session } from '../client.ts'
import { type Connection, hold } from '../client.ts'
import type { Door } from '../door.ts'
import { limits } from '../limits.ts'
import { CONNECT } from '../wire/frame.ts'
import { encode, type Version } from '../wire/packet.ts'
import { reason } from '../wire/reasons.ts'
import { drop } from './drop.ts'
import type { Flow } from './flow.ts'
import type { createSubscribe } from './subscribe.ts'

export interface PacketDeps {
  door: Door
  flow: () => Flow
  connect: (connection: Connection, bytes: Buffer) => void
  subscriptions: ReturnType<typeof createSubscribe>
}

/** Takes every packet that is neither PUBLISH nor PINGREQ. */
export function createPackets({ door, flow, connect, subscriptions }: PacketDeps) {
  function goodbye(connection: Connection, session: Session, { reasonCode, properties }: IDisconnectPacket): void {
    const asked = properties?.sessionExpiryInterval
    // One that began without a session to keep cannot ask for one at the end (MQTT 5 clause 3.14.2.2.2).
    if (asked !== undefined && asked > 0 && session.expirySeconds === 0) {
      drop(connection, reason.protocolError)
      return
    }
    if (asked !== undefined) session.expirySeconds = Math.min(asked, limits.sessionSeconds)
    // With reason 4 the client wants its will told.
    connection.saidGoodbye = reasonCode !== 4
    connection.isClosed = true
    connection.pipe.destroySoon()
  }

  /** Does work that takes time; the packets behind wait for it. */
  function during(connection: Connection, work: Promise<void>): void {
    flow().keep(connection, hold.work)
    work
      .catch((error: unknown) => {
        door.kernel.log.warn({ err: error }, 'a packet could not be answered')
        drop(connection, reason.unavailable)
      })
      .finally(() => flow().release(connection, hold.work))
  }

  function acknowledged(session: Session, packetId: number, code: number): void {
    const isKnown = door.delivery.acknowledged(session, packetId)
    if (!isKnown) door.kernel.log.debug({ packetId, code }, 'a device acknowledged what it was not sent')
  }

  function release(connection: Connection, session: Session, messageId: number): void {
    const isKnown = session.received?.delete(messageId) ?? false
    const reasonCode = isKnown ? reason.success : reason.unknownPacketId
    connection.pipe.write(encode({ cmd: 'pubcomp', messageId, reasonCode }, connection.version as Version))
  }

  function takeOf(connection: Connection, session: Session, packet: Packet): void {
    const { messageId = 0 } = packet
    if (packet.cmd === 'subscribe') during(connection, subscriptions.subscribe(connection, session, packet))
    else if (packet.cmd === 'unsubscribe') during(connection, subscriptions.unsubscribe(connection, session, packet))
    else if (packet.cmd === 'puback') acknowledged(session, messageId, packet.reasonCode ?? 0)
    else if (packet.cmd === 'pubrel') release(connection, session, messageId)
    else if (packet.cmd === 'disconnect') goodbye(connection, session, packet)
    else if (packet.cmd === 'auth') drop(connection, reason.protocolError, 'AUTH')
    else drop(connection, reason.protocolError)
  }

  return (connection: Connection, bytes: Buffer): void => {
    const { session, version } = connection
    const isConnect = (bytes[0] as number) >> 4 === CONNECT
    if (session === undefined || version === 0) {
      if (isConnect) {
        connect(connection, bytes)
        return
      }
      // Whoever begins otherwise speaks something else.
      drop(connection, reason.protocolError)
      return
    }
    const packet = isConnect ? undefined : door.readPacket(bytes, version)
    if (packet === undefined) {
      drop(connection, isConnect ? reason.protocolError : reason.malformed)
      return
    }
    if ((packet.cmd === 'subscribe' || packet.cmd === 'unsubscribe') && !packet.messageId) {
      drop(connection, reason.protocolError)
      return
    }
    takeOf(connection, session, packet)
  }
}
