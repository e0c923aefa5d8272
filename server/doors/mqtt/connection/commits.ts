import type { Filling } from '../../../sensing/index.ts'
import type { Connection } from '../client.ts'
import { hold } from '../client.ts'
import { limits } from '../limits.ts'
import { reason } from '../wire/reasons.ts'
import { settleAcks } from './acks.ts'
import { drop } from './drop.ts'
import type { Flow } from './flow.ts'

/** Who waits for which commit, so that a commit wakes each connection once however many readings it brought. */
export function createCommits(flow: () => Flow) {
  // Few: one is filled while one is written.
  const waiting = new Map<Filling, Connection[]>()

  function settle(connection: Connection, token: object): void {
    settleAcks(connection, token)
    if (connection.unacknowledged < limits.unacknowledged) flow().release(connection, hold.unacknowledged)
  }

  return {
    /** Sends what a connection has noted for a commit, when that is on disk. */
    await(filling: Filling, connection: Connection): void {
      const known = waiting.get(filling)
      if (known !== undefined) {
        known.push(connection)
        return
      }
      const list = [connection]
      waiting.set(filling, list)
      const done = (): void => {
        waiting.delete(filling)
        for (const one of list) settle(one, filling)
      }
      // Nothing is acknowledged that is not on disk: the client sends it again over its next connection.
      const failed = (): void => {
        waiting.delete(filling)
        for (const one of list) drop(one, reason.unavailable)
      }
      filling.done.then(done, failed)
    },
    settle,
  }
}
