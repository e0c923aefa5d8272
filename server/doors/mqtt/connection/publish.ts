import type { IPublishPacket } from 'mqtt-packet'
import type { Fault } from '../../../kernel/errors.ts'
import { type Connection, hold, type Session } from '../client.ts'
import type { Door } from '../door.ts'
import { limits } from '../limits.ts'
import { CODE_FROM, isTopicName, type TopicView, viewTopic } from '../topics.ts'
import { type Frame, type PublishView, readPublish } from '../wire/frame.ts'
import { encode } from '../wire/packet.ts'
import { reason, reasonOf } from '../wire/reasons.ts'
import { noteAck, noteBytes } from './acks.ts'
import { createCommits } from './commits.ts'
import { drop } from './drop.ts'
import type { Flow } from './flow.ts'
import { createMessages, type Taken } from './messages.ts'

const PUBACK = 0x40
const PUBREC = 0x50

/** Takes PUBLISH: a reading is put into the batch under way, and acknowledged when that is on disk. */
export function createPublish({ door, flow }: { door: Door; flow: () => Flow }) {
  const { stream } = door.sensing.record
  const messages = createMessages(door)
  const commits = createCommits(flow)
  const view: PublishView = {
    qos: 0,
    isDuplicate: false,
    isRetained: false,
    packetId: 0,
    topicFrom: 0,
    topicTo: 0,
    payloadFrom: 0,
  }
  const topic: TopicView = { codeTo: 0, propertyFrom: 0 }

  /** Notes the acknowledgement of a message; true for the first that waits for `token`. */
  function note(
    connection: Connection,
    token: object,
    qos: number,
    packetId: number,
    fault: Fault | undefined,
  ): boolean {
    if (fault === undefined || connection.version !== 5)
      return noteAck(connection, token, qos === 1 ? PUBACK : PUBREC, packetId)
    const cmd = qos === 1 ? 'puback' : 'pubrec'
    return noteBytes(connection, token, encode({ cmd, messageId: packetId, ...told(connection, fault) }, 5))
  }

  function told({ wantsReasons, maxPacketBytes }: Connection, fault: Fault) {
    const reasonCode = reasonOf(fault)
    const reasonString = `${fault.code} ${fault.say('en')}`.slice(0, 300)
    return wantsReasons && maxPacketBytes > 1024 ? { reasonCode, properties: { reasonString } } : { reasonCode }
  }

  function acknowledge(connection: Connection, qos: number, packetId: number, fault: Fault | undefined): void {
    const { source } = connection
    if (qos === 0 || source === undefined) return
    const filling = stream.filling(source)
    if (note(connection, filling, qos, packetId, fault)) commits.await(filling, connection)
  }

  /** Work of a message alone: what comes behind waits, so that acknowledgements and what they stand for keep their order. */
  async function during(connection: Connection, qos: number, packetId: number, work: Promise<Fault | undefined>) {
    flow().keep(connection, hold.work)
    try {
      const fault = await work
      if (connection.isClosed) return
      stream.begin()
      if (fault !== undefined || qos === 0) acknowledge(connection, qos, packetId, fault)
      else {
        const token = {}
        note(connection, token, qos, packetId, undefined)
        commits.settle(connection, token)
      }
    } catch (error) {
      door.kernel.log.warn({ err: error }, 'a message could not be kept')
      drop(connection, reason.unavailable)
    } finally {
      flow().release(connection, hold.work)
    }
  }

  function finish(connection: Connection, qos: number, packetId: number, taken: Taken): void {
    if (taken instanceof Promise) void during(connection, qos, packetId, taken)
    else acknowledge(connection, qos, packetId, taken)
  }

  /** Whether a message with QoS 2 is one that was taken already; if not, notes it. */
  function isRepeated(connection: Connection, session: Session, packetId: number): boolean {
    session.received ??= new Set()
    if (!session.received.has(packetId)) {
      session.received.add(packetId)
      return false
    }
    acknowledge(connection, 2, packetId, undefined)
    return true
  }

  /** The topic of a message with properties: given, or by the number it was given before. Undefined ends the connection. */
  function topicOf(connection: Connection, { topic: given, properties }: IPublishPacket): string | undefined {
    const alias = properties?.topicAlias
    if (alias === undefined) return given === '' ? undefined : given
    if (alias < 1 || alias > limits.topicAliases) return undefined
    connection.aliases ??= new Map()
    if (given !== '') connection.aliases.set(alias, given)
    return connection.aliases.get(alias)
  }

  /** A message with properties (MQTT 5). */
  function takeSlow(connection: Connection, session: Session, bytes: Buffer): void {
    const packet = door.readPacket(bytes, 5)
    if (packet?.cmd !== 'publish') {
      drop(connection, reason.malformed)
      return
    }
    const { qos, messageId = 0, properties } = packet
    const name = topicOf(connection, packet)
    if (name === undefined)
      drop(connection, properties?.topicAlias === undefined ? reason.protocolError : reason.badAlias)
    else if (!isTopicName(Buffer.from(name))) drop(connection, reason.badTopic)
    else if (qos !== 2 || !isRepeated(connection, session, messageId))
      finish(connection, qos, messageId, messages.take(connection, session, name, Buffer.from(packet.payload)))
  }

  function takePlain(connection: Connection, session: Session, bytes: Buffer, end: number): void {
    const { qos, packetId, topicFrom, topicTo, payloadFrom } = view
    const { source } = session
    if (qos === 2 && isRepeated(connection, session, packetId)) return
    if (end - payloadFrom <= limits.payloadBytes && viewTopic(bytes, topicFrom, topicTo, topic)) {
      const code = bytes.toString('utf8', topicFrom + CODE_FROM, topic.codeTo)
      const { propertyFrom } = topic
      const fault =
        propertyFrom === 0
          ? stream.putReadings(source, code, bytes, payloadFrom, end)
          : stream.putProperty(source, code, bytes.toString('utf8', propertyFrom, topicTo), bytes, payloadFrom, end)
      acknowledge(connection, qos, packetId, fault)
      return
    }
    const name = bytes.subarray(topicFrom, topicTo)
    if (!isTopicName(name)) {
      drop(connection, reason.badTopic)
      return
    }
    const payload = Buffer.from(bytes.subarray(payloadFrom, end))
    finish(connection, qos, packetId, messages.take(connection, session, name.toString('utf8'), payload))
  }

  return {
    /** Takes one PUBLISH at `from`; false when it must wait. */
    take(connection: Connection, bytes: Buffer, from: number, frame: Frame): boolean {
      const { session } = connection
      if (session === undefined) return true
      if (!stream.hasRoom()) {
        flow().keepForRoom(connection)
        return false
      }
      if (connection.unacknowledged >= limits.unacknowledged) {
        // MQTT 5 was told how many it may have under way; 3.1.1 has no such word and waits.
        if (connection.version === 5) drop(connection, reason.receiveMaximum)
        else flow().keep(connection, hold.unacknowledged)
        return false
      }
      const read = readPublish(bytes, from, frame, connection.version === 5, view)
      if (read === 'malformed') drop(connection, reason.malformed)
      else if (read === 'properties') takeSlow(connection, session, bytes.subarray(from, frame.end))
      else takePlain(connection, session, bytes, frame.end)
      return true
    },
    will: messages.will,
  }
}
