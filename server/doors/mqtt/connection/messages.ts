import { Fault } from '../../../kernel/errors.ts'
import { plain } from '../broker/speech.ts'
import type { Connection, Session, Will } from '../client.ts'
import type { Door } from '../door.ts'
import { limits } from '../limits.ts'
import { parseTopic, type Target } from '../topics.ts'

/** What a message waits for: nothing but the commit under way, or work of its own that may end in a fault. */
export type Taken = Fault | undefined | Promise<Fault | undefined>

const PAYLOAD_SHOWN = 1000

/** Takes messages whose topic is known as text: readings, what things say of themselves, and what they answer. */
export function createMessages({ sensing, speech }: Door) {
  const { stream } = sensing.record

  /** Notes what a thing says of itself, then tells who listens. */
  async function say(session: Session, thing: string, payload: Buffer, isWill: boolean): Promise<Fault | undefined> {
    const { source } = session
    const kept = sensing.clients.say(source, thing, payload.toString('utf8'), isWill)
    if (kept === undefined)
      return stream.putMalformed(source, thing, 'status', payload.toString('utf8', 0, PAYLOAD_SHOWN))
    await kept
    speech.publish({ ...plain(`things/${thing}/status`, payload, thing), isRetained: true, from: session })
    return undefined
  }

  async function answer({ device }: Connection, thing: string, payload: Buffer): Promise<Fault | undefined> {
    if (device === undefined) return undefined
    try {
      await sensing.instructions.answer(device, thing, payload)
      return undefined
    } catch (error) {
      // What could not be written is sent again; what is wrong would stay so.
      if (error instanceof Fault && error.kind !== 'unavailable' && error.kind !== 'bug') return error
      throw error
    }
  }

  function putReadings(session: Session, target: Target, payload: Buffer): Fault | undefined {
    const { source } = session
    if (target.kind === 'readings') return stream.putReadings(source, target.thing, payload, 0, payload.length)
    if (target.kind === 'property')
      return stream.putProperty(source, target.thing, target.property, payload, 0, payload.length)
    if (target.kind === 'data') return stream.putMessage(source, target.thing, target.format, payload)
    return stream.putBatch(source, payload, 0, payload.length)
  }

  return {
    take(connection: Connection, session: Session, name: string, payload: Buffer): Taken {
      const target = parseTopic(name)
      const thing = target !== undefined && 'thing' in target ? target.thing : undefined
      if (target === undefined || payload.length > limits.payloadBytes) {
        const detail = target === undefined ? 'topic' : 'size'
        return stream.putMalformed(session.source, thing, detail, payload.toString('utf8', 0, PAYLOAD_SHOWN))
      }
      if (target.kind === 'status') return say(session, target.thing, payload, false)
      if (target.kind === 'receipts') return answer(connection, target.thing, payload)
      return putReadings(session, target, payload)
    },
    /** Publishes the will of a client that was lost. Nobody can be told whether it was kept. */
    async will(session: Session, { topic: name, payload }: Will): Promise<void> {
      const target = parseTopic(name)
      if (target === undefined || target.kind === 'receipts' || !stream.hasRoom()) return
      stream.begin()
      if (target.kind === 'status') await say(session, target.thing, payload, true)
      else putReadings(session, target, payload)
    },
  }
}
