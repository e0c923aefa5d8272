import { Undecodable } from './decoded.ts'

/** CBOR (RFC 8949) as far as sensors use it: everything but big numbers. Tags are passed over. */
const DEPTH_MAX = 8
const ITEMS_MAX = 100_000

interface Reader {
  readonly bytes: Buffer
  at: number
  items: number
}

const BREAK = Symbol('break')
const INDEFINITE = -1

/** Reads one whole value. Keys of maps that are numbers become texts. Throws `Undecodable`. */
export function readCbor(bytes: Buffer): unknown {
  const reader: Reader = { bytes, at: 0, items: 0 }
  const value = readItem(reader, 0)
  if (value === BREAK || reader.at !== bytes.length) throw new Undecodable('no single CBOR value')
  return value
}

function take(reader: Reader, count: number): number {
  const { at } = reader
  if (count < 0 || at + count > reader.bytes.length) throw new Undecodable('CBOR ends too early')
  reader.at = at + count
  return at
}

/** The number behind an initial byte: a length, a count or a value. */
function readArgument(reader: Reader, info: number): number {
  if (info < 24) return info
  if (info === 24) return reader.bytes.readUInt8(take(reader, 1))
  if (info === 25) return reader.bytes.readUInt16BE(take(reader, 2))
  if (info === 26) return reader.bytes.readUInt32BE(take(reader, 4))
  if (info === 27) {
    const number = reader.bytes.readBigUInt64BE(take(reader, 8))
    if (number > BigInt(Number.MAX_SAFE_INTEGER)) throw new Undecodable('CBOR number too big')
    return Number(number)
  }
  if (info === 31) return INDEFINITE
  throw new Undecodable('CBOR reserved')
}

/** Half precision (RFC 8949 appendix D). */
function readHalf(bits: number): number {
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  const size =
    exponent === 0
      ? fraction * 2 ** -24
      : exponent < 31
        ? (fraction + 1024) * 2 ** (exponent - 25)
        : fraction === 0
          ? Number.POSITIVE_INFINITY
          : Number.NaN
  return bits & 0x8000 ? -size : size
}

function readSimple(reader: Reader, info: number): unknown {
  if (info === 20 || info === 21) return info === 21
  if (info === 22 || info === 23) return null
  if (info === 25) return readHalf(reader.bytes.readUInt16BE(take(reader, 2)))
  if (info === 26) return reader.bytes.readFloatBE(take(reader, 4))
  if (info === 27) return reader.bytes.readDoubleBE(take(reader, 8))
  if (info === 31) return BREAK
  throw new Undecodable('CBOR simple value')
}

function readText(reader: Reader, length: number, depth: number, isText: boolean): unknown {
  if (length !== INDEFINITE) {
    const at = take(reader, length)
    return isText ? reader.bytes.toString('utf8', at, at + length) : Buffer.from(reader.bytes.subarray(at, at + length))
  }
  const parts: Buffer[] = []
  for (let part = readItem(reader, depth + 1); part !== BREAK; part = readItem(reader, depth + 1)) {
    if (typeof part !== 'string' && !Buffer.isBuffer(part)) throw new Undecodable('CBOR string of other things')
    parts.push(Buffer.from(part))
  }
  const whole = Buffer.concat(parts)
  return isText ? whole.toString('utf8') : whole
}

function readArray(reader: Reader, count: number, depth: number): unknown[] {
  const items: unknown[] = []
  for (let i = 0; i !== count; i += 1) {
    const item = readItem(reader, depth + 1)
    if (item === BREAK) {
      if (count === INDEFINITE) return items
      throw new Undecodable('CBOR break')
    }
    items.push(item)
  }
  return items
}

function readMap(reader: Reader, count: number, depth: number): Record<string, unknown> {
  const map: Record<string, unknown> = Object.create(null)
  for (let i = 0; i !== count; i += 1) {
    const key = readItem(reader, depth + 1)
    if (key === BREAK) {
      if (count === INDEFINITE) return map
      throw new Undecodable('CBOR break')
    }
    if (typeof key !== 'string' && typeof key !== 'number') throw new Undecodable('CBOR key')
    const value = readItem(reader, depth + 1)
    if (value === BREAK) throw new Undecodable('CBOR break')
    map[String(key)] = value
  }
  return map
}

function readItem(reader: Reader, depth: number): unknown {
  reader.items += 1
  if (depth > DEPTH_MAX || reader.items > ITEMS_MAX) throw new Undecodable('CBOR too deep or too long')
  const first = reader.bytes.readUInt8(take(reader, 1))
  const major = first >> 5
  const info = first & 0x1f
  if (major === 7) return readSimple(reader, info)
  const argument = readArgument(reader, info)
  if (major === 2 || major === 3) return readText(reader, argument, depth, major === 3)
  if (major === 4) return readArray(reader, argument, depth)
  if (major === 5) return readMap(reader, argument, depth)
  if (argument === INDEFINITE) throw new Undecodable('CBOR number without an end')
  if (major === 6) return readItem(reader, depth + 1)
  return major === 0 ? argument : -1 - argument
}
