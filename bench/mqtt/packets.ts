import { generate } from 'mqtt-packet'
import { codeOf, PROPERTIES, quietValue, SERIES } from '../district.ts'

const STAMP = '2026-01-01T00:00:00.000Z'

/** How a reading is written: as an object with property, value and time, as devices do, or as a bare number on its property's topic. */
export type PacketForm = 'object' | 'bare'

export interface Streams {
  readonly streams: Uint8Array[]
  readonly packetBytes: number
  readonly idOffset: number
  readonly timeOffset: number
  readonly payloadBytes: number
}

const property = (i: number): string => PROPERTIES[i % PROPERTIES.length] ?? 'level'
const padded = (i: number): string => quietValue(i).toFixed(2)

function packetOf(i: number, form: PacketForm): Buffer {
  const code = codeOf(Math.floor(i / PROPERTIES.length))
  const name = property(i)
  const topic = form === 'bare' ? `things/${code}/readings/${name}` : `things/${code}/readings`
  const payload = form === 'bare' ? padded(i) : `{"property":"${name}","value":${padded(i)},"at":"${STAMP}","seq":1}`
  return generate({ cmd: 'publish', qos: 1, dup: false, retain: false, topic, messageId: 1, payload })
}

/** Encodes one reading of every series, shared out among connections. Codes, names and values are of one length each. */
export function encodeStreams(connections: number, form: PacketForm): Streams {
  const sample = packetOf(0, form)
  const text = sample.toString('latin1')
  const topicBytes = sample.readUInt16BE(2)
  const timeOffset = text.indexOf(STAMP)
  const each = Math.floor(SERIES / connections)
  const streams = Array.from({ length: connections }, (_, c) =>
    // Neighbours in time are not neighbours in number.
    Buffer.concat(Array.from({ length: each }, (_, k) => packetOf(k * connections + c, form))),
  )
  return {
    streams,
    packetBytes: sample.length,
    idOffset: 4 + topicBytes,
    timeOffset,
    payloadBytes: sample.length - 6 - topicBytes,
  }
}

/** A CONNECT that begins a clean session. */
export const connectPacket = (clientId: string, username?: string, password?: string): Buffer =>
  generate({
    cmd: 'connect',
    protocolVersion: 4,
    clean: true,
    keepalive: 600,
    clientId,
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password: Buffer.from(password) }),
  })
