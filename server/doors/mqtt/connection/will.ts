import type { IConnectPacket } from 'mqtt-packet'
import type { Source } from '../../../sensing/index.ts'
import type { Session, Will } from '../client.ts'
import type { Door } from '../door.ts'
import { limits } from '../limits.ts'
import { parseTopic } from '../topics.ts'

/** The will of a CONNECT. One for a topic the device may not publish to is forgotten: it could never be told. */
export function readWill({ sensing }: Door, { will }: IConnectPacket, source: Source): Will | undefined {
  if (will === undefined) return undefined
  const target = parseTopic(will.topic)
  if (target === undefined || ('thing' in target && !sensing.devices.may(source, target.thing))) return undefined
  const payload = Buffer.from(will.payload)
  if (payload.length > limits.payloadBytes) return undefined
  return { topic: will.topic, payload, delaySeconds: will.properties?.willDelayInterval ?? 0 }
}

/**
 * Tells the will of a session whose client is lost: at once, or after the delay it asked for if it does not come back
 * before, and no later than its session ends (MQTT 5 clause 3.1.3.2.2).
 */
export function tellWill(door: Door, session: Session, publish: (session: Session, will: Will) => Promise<void>): void {
  const { will } = session
  session.will = undefined
  if (will === undefined) return
  const tell = (): void =>
    void publish(session, will).catch((error: unknown) => door.kernel.log.warn({ err: error }, 'a will was not kept'))
  const delaySeconds = Math.min(will.delaySeconds, session.expirySeconds, limits.willDelaySeconds)
  if (delaySeconds === 0) tell()
  else session.willTimer = setTimeout(tell, delaySeconds * 1000).unref()
}
