import type { Clock } from '../../../kernel/clock.ts'
import type { Source } from '../../../sensing/index.ts'
import type { Connection } from '../client.ts'
import { createSession, keyOf, type Session, type Subscription } from '../client.ts'
import { limits } from '../limits.ts'
import type { Tree } from './tree.ts'

const FOR_EVER = 0xffff_ffff

export type Sessions = ReturnType<typeof createSessions>

interface SessionDeps {
  clock: Clock
  tree: Tree
  /** Hears of a session whose kept state is another now, or that ended. */
  changed: (session: Session) => void
  kept: () => Promise<void>
}

/** The sessions of all clients, connected or away. */
export function createSessions({ clock, tree, changed, kept }: SessionDeps) {
  const all = new Map<string, Session>()
  const absentOf = new Map<string, Set<Session>>()

  const isAlive = (session: Session): boolean => all.get(session.key) === session

  function forgetAbsence(session: Session): void {
    const absent = absentOf.get(session.deviceId)
    absent?.delete(session)
    if (absent?.size === 0) absentOf.delete(session.deviceId)
  }

  function end(session: Session): void {
    if (!isAlive(session)) return
    all.delete(session.key)
    forgetAbsence(session)
    for (const subscription of session.subscriptions?.values() ?? []) tree.remove(session, subscription)
    const wasKept = session.subscriptions !== undefined
    session.subscriptions = undefined
    session.queued = undefined
    session.inFlight = undefined
    if (wasKept) changed(session)
  }

  function noteAbsence(session: Session): void {
    const absent = absentOf.get(session.deviceId) ?? new Set()
    absentOf.set(session.deviceId, absent)
    absent.add(session)
    if (absent.size <= limits.absentSessions) return
    const [longest] = absent
    if (longest !== undefined) end(longest)
  }

  return {
    all,
    isAlive,
    end,
    find: (deviceId: string, clientId: string): Session | undefined => all.get(keyOf(deviceId, clientId)),
    /** Begins a session, or goes on with the one there is. */
    begin(
      deviceId: string,
      clientId: string,
      source: Source,
      clean: boolean,
    ): { session: Session; isPresent: boolean } {
      const known = all.get(keyOf(deviceId, clientId))
      if (known !== undefined && !clean) {
        forgetAbsence(known)
        known.source = source
        return { session: known, isPresent: true }
      }
      if (known !== undefined) end(known)
      const session = createSession(deviceId, clientId, source)
      all.set(session.key, session)
      return { session, isPresent: false }
    },
    /** Puts back a session as it was kept. */
    restore(session: Session): void {
      all.set(session.key, session)
      for (const subscription of session.subscriptions?.values() ?? []) tree.put(session, subscription)
      noteAbsence(session)
    },
    /** The connection of a session is gone: it ends, or waits for the client. */
    detach(session: Session, connection: Connection): void {
      if (session.connection !== connection) return
      session.connection = undefined
      session.goneAtMs = clock.now().getTime()
      if (session.expirySeconds === 0) {
        end(session)
        return
      }
      noteAbsence(session)
      if (session.subscriptions !== undefined) changed(session)
    },
    subscribe(session: Session, subscription: Subscription): void {
      session.subscriptions ??= new Map()
      session.subscriptions.set(subscription.filter, subscription)
      tree.put(session, subscription)
      if (session.expirySeconds > 0) changed(session)
    },
    unsubscribe(session: Session, filter: string): boolean {
      const subscription = session.subscriptions?.get(filter)
      if (subscription === undefined) return false
      session.subscriptions?.delete(filter)
      tree.remove(session, subscription)
      if (session.expirySeconds > 0) changed(session)
      return true
    },
    /** Resolves when what changed is on disk. */
    kept,
    /** Ends those that have been away for longer than they asked for. */
    sweep(): void {
      const nowMs = clock.now().getTime()
      for (const absent of absentOf.values())
        for (const session of absent)
          if (session.expirySeconds !== FOR_EVER && session.goneAtMs + session.expirySeconds * 1000 <= nowMs)
            end(session)
    },
  }
}
