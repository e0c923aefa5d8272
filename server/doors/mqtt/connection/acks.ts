import type { Connection, Segment } from '../client.ts'

const FIRST_BYTES = 64

function segmentFor(connection: Connection, token: object, room: number): Segment {
  connection.acks ??= []
  let last = connection.acks.at(-1)
  if (last === undefined || last.token !== token || last.isDone) {
    last = { token, bytes: Buffer.allocUnsafe(Math.max(FIRST_BYTES, room)), length: 0, count: 0, isDone: false }
    connection.acks.push(last)
  } else if (last.length + room > last.bytes.length) {
    const grown = Buffer.allocUnsafe(Math.max(last.bytes.length * 2, last.length + room))
    last.bytes.copy(grown, 0, 0, last.length)
    last.bytes = grown
  }
  return last
}

/** Notes a plain acknowledgement of four bytes to be sent, after all noted before it, once `token` is done. True for the first of its token. */
export function noteAck(connection: Connection, token: object, firstByte: number, packetId: number): boolean {
  const segment = segmentFor(connection, token, 4)
  const { bytes, length } = segment
  bytes[length] = firstByte
  bytes[length + 1] = 2
  bytes[length + 2] = packetId >> 8
  bytes[length + 3] = packetId & 0xff
  segment.length = length + 4
  segment.count += 1
  connection.unacknowledged += 1
  return segment.count === 1
}

/** Notes an acknowledgement with more to say. */
export function noteBytes(connection: Connection, token: object, packet: Buffer): boolean {
  const segment = segmentFor(connection, token, packet.length)
  packet.copy(segment.bytes, segment.length)
  segment.length += packet.length
  segment.count += 1
  connection.unacknowledged += 1
  return segment.count === 1
}

/** Sends every acknowledgement that has nothing left to wait for, in order; those behind one that waits, wait. */
export function settleAcks(connection: Connection, token: object): void {
  const { acks } = connection
  if (acks === undefined || connection.isClosed) return
  for (const segment of acks) if (segment.token === token) segment.isDone = true
  let first = acks[0]
  while (first?.isDone) {
    connection.unacknowledged -= first.count
    connection.pipe.write(first.bytes.subarray(0, first.length))
    acks.shift()
    first = acks[0]
  }
  if (acks.length === 0) connection.acks = undefined
}

const PUBREC = 0x50

/** Packet ids with QoS 2 whose message may not have been kept: told again, they are to be taken again. */
export function unsettledReceipts({ acks = [] }: Connection): number[] {
  const found: number[] = []
  // A longer one has its length in one or two bytes; what it says is a refusal, which bears to be said again.
  for (const { bytes, length } of acks)
    for (let at = 0; at + 3 < length && bytes[at + 1] === 2; at += 4)
      if (bytes[at] === PUBREC) found.push(bytes.readUInt16BE(at + 2))
  return found
}
