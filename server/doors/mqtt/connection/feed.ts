import type { Connection } from '../client.ts'
import { limits } from '../limits.ts'
import { type Frame, INCOMPLETE, MALFORMED, PINGREQ, PUBLISH, readFrame } from '../wire/frame.ts'
import { reason } from '../wire/reasons.ts'
import { drop } from './drop.ts'
import type { Flow } from './flow.ts'

const CONNECT_BYTE = 0x10
const PINGRESP = Buffer.from([0xd0, 0])
/** Below this many bytes what is left of a chunk is copied, so that the chunk can go. */
const COPY_BYTES = 4096

export interface FeedDeps {
  flow: () => Flow
  /** Called before the packets of one chunk. */
  begin: () => void
  /** Takes one PUBLISH; false when it cannot be taken now and is to be offered again. */
  publish: (connection: Connection, bytes: Buffer, from: number, frame: Frame) => boolean
  /** Takes one packet of any other kind; the bytes are its own. */
  packet: (connection: Connection, bytes: Buffer) => void
}

/** Takes bytes as they come and hands on whole packets, in order. */
export function createFeed({ flow, begin, publish, packet }: FeedDeps) {
  const frame: Frame = { body: 0, end: 0 }

  /** Puts bytes behind those left over, growing the room by doubling, so that a trickle costs no more than a flood. */
  function gather(connection: Connection, chunk: Buffer): void {
    const { rest, restLength } = connection
    const length = restLength + chunk.length
    if (rest === undefined) {
      connection.rest = chunk
    } else {
      const room =
        rest.length >= length
          ? rest
          : Buffer.allocUnsafe(Math.max(length, Math.min(restLength * 2, limits.packetBytes)))
      if (room !== rest) rest.copy(room, 0, 0, restLength)
      chunk.copy(room, restLength)
      connection.rest = room
    }
    connection.restLength = length
  }

  function keepRest(connection: Connection, bytes: Buffer, at: number, to: number): void {
    const left = to - at
    connection.restLength = left
    if (left === 0) connection.rest = undefined
    else connection.rest = left < COPY_BYTES ? Buffer.from(bytes.subarray(at, to)) : bytes.subarray(at, to)
  }

  /** Whether the packet was taken. */
  function take(connection: Connection, bytes: Buffer, from: number, end: number): boolean {
    const kind = (bytes[from] as number) >> 4
    if (kind === PUBLISH && connection.session !== undefined) return publish(connection, bytes, from, frame)
    if (kind === PINGREQ && connection.session !== undefined && end - from === 2) connection.pipe.write(PINGRESP)
    else packet(connection, bytes.subarray(from, end))
    return true
  }

  function go(connection: Connection, bytes: Buffer, to: number): void {
    let at = 0
    let messages = 0
    connection.needs = 0
    connection.rest = undefined
    connection.restLength = 0
    begin()
    while (at < to && connection.held === 0 && !connection.isClosed) {
      // Whoever begins otherwise speaks something else, and its length would be anything.
      if (connection.session === undefined && bytes[at] !== CONNECT_BYTE) {
        drop(connection, reason.protocolError)
        return
      }
      const end = readFrame(bytes, at, to, frame)
      if (end === MALFORMED) {
        drop(connection, reason.malformed)
        return
      }
      const isMessage = connection.session !== undefined && (bytes[at] as number) >> 4 === PUBLISH
      const most = isMessage ? limits.packetBytes : limits.controlBytes
      if (end !== INCOMPLETE && end - at > most) {
        drop(connection, reason.packetTooLarge)
        return
      }
      if (end === INCOMPLETE || end > to) {
        connection.needs = end === INCOMPLETE ? 0 : end - at
        break
      }
      if (!flow().mayTake(connection) || !take(connection, bytes, at, end)) break
      messages += 1
      at = end
    }
    if (connection.isClosed) return
    keepRest(connection, bytes, at, to)
    // One that asks and never reads the answers would fill the memory with them.
    if (connection.pipe.writableLength > limits.unreadBytes) {
      drop(connection, reason.quota)
      return
    }
    if (messages > 0) flow().account(connection, messages)
  }

  /** Goes on with what is left over. */
  function resume(connection: Connection): void {
    const { rest, restLength } = connection
    if (rest !== undefined && restLength >= connection.needs) go(connection, rest, restLength)
  }

  return {
    resume,
    /** Bytes have come. */
    take(connection: Connection, chunk: Buffer): void {
      if (connection.isClosed) return
      if (connection.rest === undefined && connection.held === 0) {
        go(connection, chunk, chunk.length)
        return
      }
      gather(connection, chunk)
      if (connection.held === 0) resume(connection)
    },
  }
}
