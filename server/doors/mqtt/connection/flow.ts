import { type Connection, hold } from '../client.ts'
import { limits } from '../limits.ts'
import { drawTokens } from '../rate.ts'

export type Flow = ReturnType<typeof createFlow>

interface FlowDeps {
  /** Goes on with the bytes a connection has left over. */
  resume: (connection: Connection) => void
  hasRoom: () => boolean
  whenChanged: () => Promise<void>
  messagesPerSecond: number
}

/**
 * Who is read and who waits. A connection that is held is not read from: its client's own window fills, and then the
 * client waits. At worst a held connection has one read of 64 KiB here and one in its stream.
 */
export function createFlow({ resume, hasRoom, whenChanged, messagesPerSecond }: FlowDeps) {
  const withoutRoom = new Set<Connection>()
  let isWaiting = false
  let taken = 0
  let nextTurn: Connection[] = []
  let isTurnSet = false

  function release(connection: Connection, why: number): void {
    if ((connection.held & why) === 0) return
    connection.held &= ~why
    if (connection.held !== 0 || connection.isClosed) return
    resume(connection)
    if (connection.held === 0) connection.pipe.resume()
  }

  function keep(connection: Connection, why: number): void {
    if (connection.held === 0) connection.pipe.pause()
    connection.held |= why
  }

  async function waitForRoom(): Promise<void> {
    isWaiting = true
    while (withoutRoom.size > 0) {
      await whenChanged()
      // In the order they came; those for whom there is no room again go to the end.
      for (const connection of [...withoutRoom]) {
        if (!hasRoom()) break
        withoutRoom.delete(connection)
        release(connection, hold.room)
      }
    }
    isWaiting = false
  }

  function turn(): void {
    isTurnSet = false
    taken = 0
    const waiting = nextTurn
    nextTurn = []
    for (const connection of waiting) release(connection, hold.turn)
  }

  return {
    release,
    /** Lets the connection wait until somebody releases it. */
    keep,
    /** Lets it wait for room in the batch. */
    keepForRoom(connection: Connection): void {
      keep(connection, hold.room)
      withoutRoom.add(connection)
      if (!isWaiting) void waitForRoom()
    },
    /** Counts one message; false when this turn has had its share, and the connection waits for the next. */
    mayTake(connection: Connection): boolean {
      if (taken >= limits.messagesATurn) {
        keep(connection, hold.turn)
        nextTurn.push(connection)
        return false
      }
      taken += 1
      if (!isTurnSet) {
        isTurnSet = true
        setImmediate(turn)
      }
      return true
    },
    /** Accounts for messages a connection has sent; one that sends too fast is read more slowly. */
    account(connection: Connection, messages: number): void {
      const waitMs = drawTokens(connection, messages, messagesPerSecond, messagesPerSecond, performance.now())
      if (waitMs <= 0 || connection.isClosed) return
      keep(connection, hold.rate)
      setTimeout(release, waitMs, connection, hold.rate).unref()
    },
    forget: (connection: Connection): void => {
      withoutRoom.delete(connection)
    },
  }
}
