import type { KeptSession, Sensing } from '../../../sensing/index.ts'
import { createSession, type Message, type Outgoing, type Session, type Subscription } from '../client.ts'
import { parseFilter } from '../topics.ts'
import type { Sessions } from './sessions.ts'

type Clients = Sensing['clients']

const messagesOf = (session: Session): Outgoing[] => [...(session.inFlight?.values() ?? []), ...(session.queued ?? [])]

/** A session as it is kept. Its messages go with it when the door closes only: a write for each would cost as much as the reading. */
function keptOf(session: Session, withMessages: boolean): KeptSession {
  const { deviceId, clientId, expirySeconds, goneAtMs } = session
  // Instructions are kept by themselves, and are queued again from there.
  const queued = withMessages ? messagesOf(session).filter(({ message }) => !message.isKept) : []
  return {
    deviceId,
    clientId,
    expirySeconds,
    goneAt: new Date(goneAtMs),
    subscriptions: [...(session.subscriptions?.values() ?? [])].map(
      ({ filter, qos, noLocal, keepsRetain, identifier }) => ({
        filter,
        qos,
        noLocal,
        keepsRetain,
        identifier: identifier ?? null,
      }),
    ),
    queued: queued.map(({ message: { topic, payload, thing, expiresAtMs } }) => ({
      topic,
      payload: payload.toString('base64'),
      thing,
      expiresAtMs: expiresAtMs ?? null,
    })),
  }
}

/** Notes what a session has become: kept while it lasts beyond its connection and has asked for something. */
export function noteSession(clients: Clients, session: Session, withMessages: boolean): void {
  const isKept = session.expirySeconds > 0 && session.subscriptions !== undefined
  clients.note(session.deviceId, session.clientId, isKept ? keptOf(session, withMessages) : null)
}

function restored(kept: KeptSession, session: Session): void {
  session.expirySeconds = kept.expirySeconds
  session.goneAtMs = kept.goneAt.getTime()
  session.subscriptions = new Map()
  for (const one of kept.subscriptions) {
    const filter = parseFilter(one.filter)
    if (filter === undefined) continue
    const subscription: Subscription = { ...one, ...filter, identifier: one.identifier ?? undefined }
    session.subscriptions.set(one.filter, subscription)
  }
  session.queued = kept.queued.map(({ topic, payload, thing, expiresAtMs }) => {
    const bytes = Buffer.from(payload, 'base64')
    session.queuedBytes += bytes.length
    const message: Message = {
      topic,
      payload: bytes,
      qos: 1,
      isRetained: false,
      thing,
      expiresAtMs: expiresAtMs ?? undefined,
      from: undefined,
      isKept: false,
    }
    return { message, identifiers: [] }
  })
  if (session.queued.length === 0) session.queued = undefined
}

/** Puts back the sessions of before the restart, but for devices that are no more. */
export async function restoreSessions({ clients, devices }: Sensing, sessions: Sessions): Promise<void> {
  for (const kept of await clients.listSessions()) {
    const source = await devices.getSource(kept.deviceId, 'mqtt').catch(() => undefined)
    if (source === undefined) {
      clients.note(kept.deviceId, kept.clientId, null)
      continue
    }
    const session = createSession(kept.deviceId, kept.clientId, source)
    restored(kept, session)
    sessions.restore(session)
  }
  sessions.sweep()
  await clients.kept()
}
