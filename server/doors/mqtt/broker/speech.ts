import type { LiveReading, Sensing, Waiting } from '../../../sensing/index.ts'
import type { Connection, Message, Session, Subscription } from '../client.ts'
import { matches } from '../topics.ts'
import type { Version } from '../wire/packet.ts'
import { encodePublish } from '../wire/publish.ts'
import type { Delivery } from './deliver.ts'
import type { Tree } from './tree.ts'

const topicOf = ({ thing, property }: LiveReading): string => `things/${thing}/readings/${property}`

function payloadOf({ value, atMs, seq }: LiveReading): Buffer {
  const at = new Date(atMs).toISOString()
  return Buffer.from(JSON.stringify(seq === 0 ? { value, at } : { value, at, seq }))
}

export type Speech = ReturnType<typeof createSpeech>

interface SpeechDeps {
  sensing: Sensing
  tree: Tree
  delivery: Delivery
}

/** What the door says to whoever subscribed: readings as they are kept, statuses, and the newest of both to whoever begins to listen. */
export function createSpeech({ sensing, tree, delivery }: SpeechDeps) {
  function publish(message: Message): void {
    if (tree.size() === 0) return
    const may = (session: Session): boolean => sensing.devices.may(session.source, message.thing)
    for (const [session, subscriptions] of tree.match(message.topic, may))
      delivery.deliver(session, message, subscriptions)
  }

  function tellReading(reading: LiveReading): void {
    if (tree.size() === 0) return
    const topic = topicOf(reading)
    const may = (session: Session): boolean => sensing.devices.may(session.source, reading.thing)
    const found = tree.match(topic, may)
    if (found.size === 0) return
    const message = plain(topic, payloadOf(reading), reading.thing)
    for (const [session, subscriptions] of found) delivery.deliver(session, message, subscriptions)
  }

  function retained(connection: Connection, topic: string, payload: Buffer, { identifier }: Subscription): Buffer {
    const flags = { qos: 0 as const, isRetained: true, isDuplicate: false, packetId: 0 }
    const subscriptionIdentifiers = identifier === undefined ? [] : [identifier]
    return encodePublish(topic, payload, flags, connection.version as Version, { subscriptionIdentifiers })
  }

  return {
    publish,
    tellReading,
    tellInstruction: (instruction: Waiting): void => publish(instructionMessage(instruction)),
    /** Tells a session the instructions a subscription of it has missed. */
    tellWaiting(session: Session, subscription: Subscription): void {
      const [, code, kind] = subscription.levels
      if (kind !== undefined && kind !== 'instructions' && kind !== '+' && kind !== '#') return
      const isOne = code !== undefined && code !== '+' && code !== '#'
      const all = isOne ? sensing.instructions.waitingOf(code) : sensing.instructions.allWaiting()
      for (const instruction of all) {
        const message = instructionMessage(instruction)
        const may = sensing.devices.may(session.source, message.thing)
        if (may && matches(subscription.levels, message.topic)) delivery.deliver(session, message, [subscription])
      }
    },
    /** What a new subscription is told first, made piece by piece as the client reads it. */
    *newest(connection: Connection, session: Session, subscription: Subscription): Generator<Buffer> {
      const { levels } = subscription
      const [, code] = levels
      const thing = code === undefined || code === '+' || code === '#' ? undefined : code
      for (const code of sensing.clients.speakers(session.source, thing)) {
        const topic = `things/${code.thing}/status`
        if (matches(levels, topic)) yield retained(connection, topic, Buffer.from(code.status), subscription)
      }
      // Looked at only where a reading can match at all: a district has hundreds of thousands.
      if (!matches(levels.map(open), 'x/x/readings/x')) return
      for (const reading of sensing.live.newestOf(session.source, thing)) {
        const topic = topicOf(reading)
        if (matches(levels, topic)) yield retained(connection, topic, payloadOf(reading), subscription)
      }
    },
  }
}

const open = (level: string, depth: number): string => (depth === 2 || level === '#' ? level : '+')

/** A message nobody has to keep: the newest readings can always be asked for. */
export const plain = (topic: string, payload: Buffer, thing: string): Message => ({
  topic,
  payload,
  qos: 1,
  isRetained: false,
  thing,
  expiresAtMs: undefined,
  from: undefined,
  isKept: false,
})

/** An instruction as its thing hears it, with QoS 1. It is kept until it is answered, whatever becomes of sessions. */
function instructionMessage({ id, thingCode, name, params, givenAt, expiresAt }: Waiting): Message {
  const given = { id, name, params, givenAt: givenAt.toISOString(), expiresAt: expiresAt.toISOString() }
  const topic = `things/${thingCode}/instructions`
  const payload = Buffer.from(JSON.stringify(given))
  return { ...plain(topic, payload, thingCode), expiresAtMs: expiresAt.getTime(), isKept: true }
}
