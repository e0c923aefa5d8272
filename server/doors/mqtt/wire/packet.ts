import { generate, type Packet, parser } from 'mqtt-packet'

/** Versions of MQTT as CONNECT names them: 4 is 3.1.1. */
export type Version = 4 | 5

type Parser = ReturnType<typeof parser>

/** Reads one whole packet of other kinds than the plain PUBLISH; undefined where it is none. */
export type ReadPacket = (bytes: Buffer, version: Version) => Packet | undefined

/** Makes a reader. It keeps one parser a version, made anew after each packet it could not read and each CONNECT. */
export function createPacketReader(): ReadPacket {
  const parsers = new Map<Version, { parser: Parser; take: () => Packet | undefined }>()

  function make(version: Version) {
    const made = parser({ protocolVersion: version })
    let packet: Packet | undefined
    let failed = false
    made.on('packet', (read) => {
      packet = read
    })
    made.on('error', () => {
      failed = true
    })
    const take = () => {
      const taken = failed ? undefined : packet
      packet = undefined
      return taken
    }
    const entry = { parser: made, take }
    parsers.set(version, entry)
    return entry
  }

  return (bytes, version) => {
    const entry = parsers.get(version) ?? make(version)
    let left: number
    try {
      left = entry.parser.parse(bytes)
    } catch {
      // It reads past the end of some that are too short.
      left = -1
    }
    const packet = entry.take()
    if (packet === undefined || left !== 0 || packet.cmd === 'connect') parsers.delete(version)
    return left === 0 ? packet : undefined
  }
}

/** Bytes of a packet as a version of MQTT writes it. */
export const encode = (packet: Packet, version: Version): Buffer => generate(packet, { protocolVersion: version })
