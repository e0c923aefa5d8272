import type { Version } from './packet.ts'

/** Properties of MQTT 5 this door sends with a message. */
export interface PublishProperties {
  readonly messageExpiryInterval?: number | undefined
  readonly subscriptionIdentifiers?: readonly number[]
}

const NONE: PublishProperties = {}
const EXPIRY = 0x02
const IDENTIFIER = 0x0b

const lengthBytes = (length: number): number => (length < 128 ? 1 : length < 16_384 ? 2 : length < 2_097_152 ? 3 : 4)

function writeLength(bytes: Buffer, at: number, length: number): number {
  let rest = length
  let to = at
  do {
    const digit = rest & 0x7f
    rest >>>= 7
    bytes[to] = rest > 0 ? digit | 0x80 : digit
    to += 1
  } while (rest > 0)
  return to
}

/** Bytes of a PUBLISH. Written by hand: a subscriber of live readings gets thousands a second. */
export function encodePublish(
  topic: string,
  payload: Buffer,
  {
    qos,
    isRetained,
    isDuplicate,
    packetId,
  }: { qos: 0 | 1; isRetained: boolean; isDuplicate: boolean; packetId: number },
  version: Version,
  { messageExpiryInterval, subscriptionIdentifiers = [] }: PublishProperties = NONE,
): Buffer {
  const topicBytes = Buffer.byteLength(topic)
  let properties = messageExpiryInterval === undefined ? 0 : 5
  for (const identifier of subscriptionIdentifiers) properties += 1 + lengthBytes(identifier)
  const propertyBytes = version === 5 ? lengthBytes(properties) + properties : 0
  const length = 2 + topicBytes + (qos > 0 ? 2 : 0) + propertyBytes + payload.length
  const bytes = Buffer.allocUnsafe(1 + lengthBytes(length) + length)
  bytes[0] = 0x30 | (isDuplicate ? 8 : 0) | (qos << 1) | (isRetained ? 1 : 0)
  let at = writeLength(bytes, 1, length)
  at = bytes.writeUInt16BE(topicBytes, at)
  at += bytes.write(topic, at)
  if (qos > 0) at = bytes.writeUInt16BE(packetId, at)
  if (version === 5) {
    at = writeLength(bytes, at, properties)
    if (messageExpiryInterval !== undefined) {
      bytes[at] = EXPIRY
      at = bytes.writeUInt32BE(messageExpiryInterval, at + 1)
    }
    for (const identifier of subscriptionIdentifiers) {
      bytes[at] = IDENTIFIER
      at = writeLength(bytes, at + 1, identifier)
    }
  }
  payload.copy(bytes, at)
  return bytes
}
