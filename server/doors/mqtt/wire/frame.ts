/** The kinds of control packets by the upper half of their first byte. */
export const CONNECT = 1
export const PUBLISH = 3
export const PINGREQ = 12

/** More bytes are needed before the packet's end can be told. */
export const INCOMPLETE = -1
/** The length is no variable byte integer (MQTT 5 clause 1.5.5). */
export const MALFORMED = -2

/** Where a packet that begins at `from` has its body, and where it ends; both one object, filled anew each time. */
export interface Frame {
  body: number
  end: number
}

/**
 * Reads the fixed header of a packet at `from`. Gives its end, which may lie beyond `to`, or why there is none yet; the
 * start of the body is left in `frame`.
 */
export function readFrame(bytes: Buffer, from: number, to: number, frame: Frame): number {
  let length = 0
  let shift = 0
  for (let at = from + 1; at < to; at += 1) {
    const byte = bytes[at] as number
    length += (byte & 0x7f) << shift
    if (byte < 0x80) {
      frame.body = at + 1
      frame.end = at + 1 + length
      return frame.end
    }
    shift += 7
    if (shift > 21) return MALFORMED
  }
  return INCOMPLETE
}

/** A PUBLISH as offsets into the bytes it came in; one object, filled anew each time. */
export interface PublishView {
  qos: number
  isDuplicate: boolean
  isRetained: boolean
  /** 0 with QoS 0. */
  packetId: number
  topicFrom: number
  topicTo: number
  payloadFrom: number
}

/** What became of reading a PUBLISH: read; wrong; or with properties, which the slower reader understands. */
export type PublishRead = 'read' | 'malformed' | 'properties'

/** Reads a whole PUBLISH from `body` to `end` without making anything. `isFive` is for MQTT 5, which has properties. */
export function readPublish(
  bytes: Buffer,
  from: number,
  { body, end }: Frame,
  isFive: boolean,
  view: PublishView,
): PublishRead {
  const flags = bytes[from] as number
  const qos = (flags >> 1) & 3
  if (qos === 3 || end - body < 2) return 'malformed'
  const topicFrom = body + 2
  const topicTo = topicFrom + (((bytes[body] as number) << 8) | (bytes[body + 1] as number))
  let at = topicTo
  let packetId = 0
  if (qos > 0) {
    at += 2
    if (at > end) return 'malformed'
    packetId = ((bytes[topicTo] as number) << 8) | (bytes[topicTo + 1] as number)
    if (packetId === 0) return 'malformed'
  }
  if (isFive) {
    if (at >= end) return 'malformed'
    if (bytes[at] !== 0) return 'properties'
    at += 1
  }
  if (at > end) return 'malformed'
  view.qos = qos
  view.isDuplicate = (flags & 8) !== 0
  view.isRetained = (flags & 1) !== 0
  view.packetId = packetId
  view.topicFrom = topicFrom
  view.topicTo = topicTo
  view.payloadFrom = at
  return 'read'
}
