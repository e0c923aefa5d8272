import type { ISubscribePacket, ISubscription, IUnsubscribePacket } from 'mqtt-packet'
import type { Connection, Session, Subscription } from '../client.ts'
import type { Door } from '../door.ts'
import { limits } from '../limits.ts'
import { parseFilter } from '../topics.ts'
import { encode, type Version } from '../wire/packet.ts'
import { reason } from '../wire/reasons.ts'

const OLD_REFUSED = 0x80

export interface SubscribeDeps {
  door: Door
  /** The newest values a new subscription is told. */
  newest: (connection: Connection, session: Session, subscription: Subscription) => Iterator<Buffer> | undefined
}

/** Takes SUBSCRIBE and UNSUBSCRIBE: a device hears of the things it may see, and of nothing else. */
export function createSubscribe({ door, newest }: SubscribeDeps) {
  const { sensing, sessions } = door

  function consider(session: Session, asked: ISubscription, identifier: number | undefined): Subscription | number {
    const filter = parseFilter(asked.topic)
    if (filter === undefined) return reason.badFilter
    const [first, code] = filter.levels
    // Everything said here is said of a thing. A thing named must be one the device may see; with `+` each message is judged.
    if (first !== 'things') return reason.notAuthorized
    const isNamed = code !== undefined && code !== '+' && code !== '#'
    if (isNamed && !sensing.devices.may(session.source, code)) return reason.notAuthorized
    if ((session.subscriptions?.size ?? 0) >= limits.subscriptions && !session.subscriptions?.has(asked.topic))
      return reason.quota
    return {
      filter: asked.topic,
      ...filter,
      qos: asked.qos === 0 ? 0 : 1,
      noLocal: asked.nl ?? false,
      keepsRetain: asked.rap ?? false,
      identifier,
    }
  }

  return {
    async subscribe(connection: Connection, session: Session, packet: ISubscribePacket): Promise<void> {
      const identifier = packet.properties?.subscriptionIdentifier
      const granted: number[] = []
      const fresh: Subscription[] = []
      for (const asked of packet.subscriptions) {
        const subscription = consider(session, asked, identifier)
        if (typeof subscription === 'number') {
          granted.push(connection.version === 5 ? subscription : OLD_REFUSED)
          continue
        }
        const isNew = !session.subscriptions?.has(subscription.filter)
        sessions.subscribe(session, subscription)
        granted.push(subscription.qos)
        // A shared subscription is told no newest values (MQTT 5 clause 4.8.2).
        const wanted = asked.rh === 2 || (asked.rh === 1 && !isNew) || subscription.group !== undefined
        if (!wanted) fresh.push(subscription)
      }
      await sessions.kept()
      if (connection.isClosed) return
      const { messageId = 0 } = packet
      connection.pipe.write(encode({ cmd: 'suback', messageId, granted }, connection.version as Version))
      for (const subscription of fresh) {
        const values = newest(connection, session, subscription)
        if (values === undefined) continue
        connection.pending ??= []
        connection.pending.push(values)
      }
      door.delivery.goOn(connection)
    },
    async unsubscribe(connection: Connection, session: Session, packet: IUnsubscribePacket): Promise<void> {
      const granted = packet.unsubscriptions.map((filter) =>
        sessions.unsubscribe(session, filter) ? reason.success : reason.noSubscription,
      )
      await sessions.kept()
      if (connection.isClosed) return
      const { messageId = 0 } = packet
      connection.pipe.write(encode({ cmd: 'unsuback', messageId, granted }, connection.version as Version))
    },
  }
}
