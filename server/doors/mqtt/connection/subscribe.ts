import type { ISubscribePacket, ISubscription, IUnsubscribePacket } from 'mqtt-packet'
import type { Connection, Session, Subscription } from '../client.ts'
import type { Door } from '../door.ts'
import { limits } from '../limits.ts'
import { parseFilter } from '../topics.ts'
import { encode, type Version } from '../wire/packet.ts'
import { reason } from '../wire/reasons.ts'
import { drop } from './drop.ts'

const OLD_REFUSED = 0x80

/** Takes SUBSCRIBE and UNSUBSCRIBE: a device hears of the things it may see, and of nothing else. */
export function createSubscribe(door: Door) {
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
      const fresh: { subscription: Subscription; isNew: boolean; wantsNewest: boolean }[] = []
      for (const asked of packet.subscriptions) {
        const subscription = consider(session, asked, identifier)
        if (typeof subscription === 'number') {
          granted.push(connection.version === 5 ? subscription : OLD_REFUSED)
          continue
        }
        const isNew = !session.subscriptions?.has(subscription.filter)
        sessions.subscribe(session, subscription)
        granted.push(subscription.qos)
        // Those who share are told nothing of before (MQTT 5 clause 4.8.2): another has it already.
        if (subscription.group !== undefined) continue
        fresh.push({ subscription, isNew, wantsNewest: asked.rh !== 2 && (asked.rh !== 1 || isNew) })
      }
      await sessions.kept()
      if (connection.isClosed) return
      const { messageId = 0 } = packet
      connection.pipe.write(encode({ cmd: 'suback', messageId, granted }, connection.version as Version))
      for (const { subscription, isNew, wantsNewest } of fresh) {
        if (isNew) door.speech.tellWaiting(session, subscription)
        if (!wantsNewest) continue
        connection.pending ??= []
        // One that asks again and again and never reads what it asked for.
        if (connection.pending.length >= limits.subscriptions) {
          drop(connection, reason.quota)
          return
        }
        connection.pending.push(door.speech.newest(connection, session, subscription))
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
