import type { IPublishPacket } from 'mqtt-packet'
import type { Fault } from '../../../kernel/errors.ts'
import type { Filling } from '../../../sensing/index.ts'
import type { Session, Will } from '../client.ts'
import { type Connection, hold } from '../client.ts'
import type { Door } from '../door.ts'
import { limits } from '../limits.ts'
import { CODE_FROM, isTopicName, parseTopic, type TopicView, viewTopic } from '../topics.ts'
import { type Frame, type PublishView, readPublish } from '../wire/frame.ts'
import { encode } from '../wire/packet.ts'
import { reason, reasonOf } from '../wire/reasons.ts'
import { noteAck, noteBytes, settleAcks } from './acks.ts'
import { drop } from './drop.ts'
import type { Flow } from './flow.ts'

const PUBACK = 0x40
const PUBREC = 0x50

/** Takes PUBLISH: a reading is put into the batch under way, and acknowledged when that is on disk. */
export function createPublish({ door, flow }: { door: Door; flow: () => Flow }) {
  const { stream } = door.sensing.record
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
  // Who waits for which commit. Fillings are few: one is filled while one is written.
  const waiting = new Map<Filling, Connection[]>()

  function waitFor(filling: Filling, connection: Connection): void {
    const known = waiting.get(filling)
    if (known !== undefined) {
      known.push(connection)
      return
    }
    const list = [connection]
    waiting.set(filling, list)
    const settle = (): void => {
      waiting.delete(filling)
      for (const one of list) {
        settleAcks(one, filling)
        if (one.unacknowledged < limits.unacknowledged) flow().release(one, hold.unacknowledged)
      }
    }
    // Nothing is acknowledged that is not on disk: the client sends it again over its next connection.
    const fail = (): void => {
      waiting.delete(filling)
      for (const one of list) drop(one, reason.unavailable)
    }
    filling.done.then(settle, fail)
  }

  /** Notes the acknowledgement a message gets with the commit under way. */
  function acknowledge(connection: Connection, qos: number, packetId: number, fault: Fault | undefined): void {
    const { source, version } = connection
    if (qos === 0 || source === undefined) return
    const filling = stream.filling(source)
    const cmd = qos === 1 ? 'puback' : 'pubrec'
    const isFirst =
      fault === undefined || version !== 5
        ? noteAck(connection, filling, qos === 1 ? PUBACK : PUBREC, packetId)
        : noteBytes(connection, filling, encode({ cmd, messageId: packetId, ...told(connection, fault) }, 5))
    if (isFirst) waitFor(filling, connection)
  }

  function told({ wantsReasons, source, maxPacketBytes }: Connection, fault: Fault) {
    const reasonCode = reasonOf(fault)
    const words = `${fault.code} ${fault.say(source === undefined ? 'zh' : 'en')}`.slice(0, 300)
    return wantsReasons && maxPacketBytes > 1024 ? { reasonCode, properties: { reasonString: words } } : { reasonCode }
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

  /** A message whose topic is known as text. */
  function put(connection: Connection, name: string, payload: Buffer): Fault | undefined {
    const { source } = connection
    if (source === undefined) return undefined
    const target = parseTopic(name)
    const thing = target !== undefined && 'thing' in target ? target.thing : undefined
    const detail = target === undefined ? 'topic' : payload.length > limits.payloadBytes ? 'size' : undefined
    if (target === undefined || detail !== undefined)
      return stream.putMalformed(source, thing, detail ?? 'topic', payload.toString('utf8', 0, 1000))
    if (target.kind === 'readings') return stream.putReadings(source, target.thing, payload, 0, payload.length)
    if (target.kind === 'property')
      return stream.putProperty(source, target.thing, target.property, payload, 0, payload.length)
    return stream.putBatch(source, payload, 0, payload.length)
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
    if (name === undefined) {
      drop(connection, properties?.topicAlias === undefined ? reason.protocolError : reason.badAlias)
      return
    }
    if (!isTopicName(Buffer.from(name))) {
      drop(connection, reason.badTopic)
      return
    }
    if (qos === 2 && isRepeated(connection, session, messageId)) return
    acknowledge(connection, qos, messageId, put(connection, name, Buffer.from(packet.payload)))
  }

  function takePlain(connection: Connection, session: Session, bytes: Buffer, end: number): void {
    const { qos, packetId, topicFrom, topicTo, payloadFrom } = view
    const { source } = connection
    if (source === undefined) return
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
    acknowledge(connection, qos, packetId, put(connection, name.toString('utf8'), bytes.subarray(payloadFrom, end)))
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
    /** Publishes the will of a client that was lost. Nobody is told whether it was kept. */
    will(session: Session, { topic: name, payload }: Will): void {
      const target = parseTopic(name)
      if (target === undefined || !stream.hasRoom()) return
      stream.begin()
      if (target.kind === 'readings') stream.putReadings(session.source, target.thing, payload, 0, payload.length)
      else if (target.kind === 'property')
        stream.putProperty(session.source, target.thing, target.property, payload, 0, payload.length)
      else stream.putBatch(session.source, payload, 0, payload.length)
    },
  }
}
