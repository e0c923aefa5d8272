import { createDecoded, type Decoded, Undecodable } from './decoded.ts'
import { readCompact, type ToMoment } from './local-time.ts'

/**
 * HJ 212-2017, data transmission of pollutant monitors (and the frames of its forerunner of 2005, which differ in Flag only):
 * `##`, four digits of length, the data, four hex digits of CRC, CR LF (clause 6.3).
 */
const HASH = 0x23
const HEAD_BYTES = 6
const TAIL_BYTES = 6
/** The standard's data are at most 1,024 bytes; makers send more. */
const DATA_MAX = 9999
const ITEMS_MAX = 2000

/** The standard's CRC (annex A): CRC-16 fed with the upper byte only. */
export function crcOf(data: Buffer): number {
  let crc = 0xffff
  for (const byte of data) {
    crc = (crc >> 8) ^ byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  }
  return crc
}

/** The data of a packet as they travel. */
export function frame(data: string): Buffer {
  const bytes = Buffer.from(data, 'latin1')
  const crc = crcOf(bytes).toString(16).toUpperCase().padStart(4, '0')
  return Buffer.concat([Buffer.from(`##${String(bytes.length).padStart(4, '0')}`), bytes, Buffer.from(`${crc}\r\n`)])
}

/** What stands at the beginning of some bytes: a packet's data; too little; or `skip` bytes that are none, and why. */
export type Framed =
  | { readonly kind: 'packet'; readonly data: string; readonly end: number }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'noise'; readonly skip: number; readonly fault: 'frame' | 'length' | 'crc' }

function nextStart(bytes: Buffer, from: number): number {
  const at = bytes.indexOf('##', from, 'latin1')
  if (at >= 0) return at
  // The last byte may be the first half of the next beginning.
  return bytes.at(-1) === HASH && bytes.length > from ? bytes.length - 1 : bytes.length
}

/** Finds the first packet. Whatever is none is skipped up to where the next may begin. */
export function readFrame(bytes: Buffer): Framed {
  if (bytes.length === 0) return { kind: 'incomplete' }
  const start = nextStart(bytes, 0)
  if (start > 0) return { kind: 'noise', skip: start, fault: 'frame' }
  if (bytes.length < HEAD_BYTES) return { kind: 'incomplete' }
  const digits = bytes.toString('latin1', 2, HEAD_BYTES)
  if (!/^\d{4}$/.test(digits)) return { kind: 'noise', skip: nextStart(bytes, 1), fault: 'length' }
  const length = Number(digits)
  if (length > DATA_MAX) return { kind: 'noise', skip: nextStart(bytes, 1), fault: 'length' }
  const end = HEAD_BYTES + length + TAIL_BYTES
  if (bytes.length < end) return { kind: 'incomplete' }
  const data = bytes.subarray(HEAD_BYTES, HEAD_BYTES + length)
  const crc = bytes.toString('latin1', HEAD_BYTES + length, HEAD_BYTES + length + 4)
  const isWhole = /^[0-9A-Fa-f]{4}$/.test(crc) && Number.parseInt(crc, 16) === crcOf(data)
  const isEnded = bytes.toString('latin1', end - 2, end) === '\r\n'
  if (!isWhole || !isEnded) return { kind: 'noise', skip: nextStart(bytes, 1), fault: 'crc' }
  return { kind: 'packet', data: data.toString('latin1'), end }
}

/** A packet taken apart (clause 6.3.2). */
export interface Packet {
  readonly qn: string
  readonly st: string
  readonly cn: string
  readonly pw: string
  readonly mn: string
  /** The sender wants an answer. */
  readonly wantsAnswer: boolean
  /** What stands between `&&` and `&&`. */
  readonly body: string
}

const HEADER = /^([^&]{0,400})CP=&&(.*)&&$/s

/** Takes a packet's data apart. Throws `Undecodable` for what is none. */
export function parsePacket(data: string): Packet {
  const [, head, body] = HEADER.exec(data) ?? []
  if (head === undefined || body === undefined) throw new Undecodable('CP')
  const fields = new Map<string, string>()
  for (const part of head.split(';')) {
    const at = part.indexOf('=')
    if (at > 0) fields.set(part.slice(0, at), part.slice(at + 1))
  }
  const of = (name: string): string => fields.get(name) ?? ''
  const mn = of('MN')
  if (!/^[0-9A-Za-z_-]{1,40}$/.test(mn)) throw new Undecodable('MN')
  if (!/^\d{4}$/.test(of('CN'))) throw new Undecodable('CN')
  const flag = Number(of('Flag') || '0')
  if (!Number.isInteger(flag) || flag < 0 || flag > 255) throw new Undecodable('Flag')
  return {
    qn: of('QN').slice(0, 20),
    st: of('ST').slice(0, 5),
    cn: of('CN'),
    pw: of('PW').slice(0, 20),
    mn,
    wantsAnswer: (flag & 1) === 1,
    body,
  }
}

/** Real-time data; minute, hour and day figures have names of their own kind before theirs: `2051:a34004-Avg`. */
const REAL_TIME = '2011'
/** Commands that bring measured values (table 9): now, of a minute, an hour, a day, and of noise. */
export const DATA_COMMANDS: ReadonlySet<string> = new Set([REAL_TIME, '2051', '2061', '2031'])

/** Marks under which a value is what was measured: normal, or above its limit (table 5). */
const GOOD = new Set(['N', 'T', ''])
const NUMBER = /^[+-]?\d{1,15}(\.\d{1,15})?$/

/** The values of a packet. A value marked as anything but normal – stopped, under repair, faulty – is told as a fault. */
export function decodeHj212({ cn, body }: Packet, toMoment: ToMoment, timeBefore: number | undefined): Decoded {
  const { decoded, add, fail } = createDecoded()
  const items = body.split(';')
  if (items.length > ITEMS_MAX) throw new Undecodable(`more than ${ITEMS_MAX} items`)
  const time = items.find((item) => item.startsWith('DataTime='))?.slice('DataTime='.length)
  const atMs = time === undefined ? timeBefore : readCompact(time, toMoment)
  if (atMs === undefined || Number.isNaN(atMs)) throw new Undecodable('DataTime')
  for (const item of items) {
    const fields = item.split(',').map((field) => {
      const at = field.indexOf('=')
      return { name: field.slice(0, Math.max(at, 0)).slice(0, 60), value: field.slice(at + 1) }
    })
    const mark = fields.find(({ name }) => name.endsWith('-Flag'))?.value ?? ''
    for (const { name, value } of fields) {
      if (!name.includes('-') || name.endsWith('-Flag') || name.endsWith('-EFlag') || name.endsWith('-SampleTime'))
        continue
      if (!GOOD.has(mark)) fail(`${name} ${mark}`)
      else if (!NUMBER.test(value)) fail(`${name} ${value}`)
      else add({ name: cn === REAL_TIME ? name : `${cn}:${name}`, value: Number(value), atMs })
    }
  }
  return decoded
}

/** The answer to a packet: 9014 for data, 9013 for a notice (clause 6.6.4). */
export const answerTo = ({ qn, cn, pw, mn }: Packet): Buffer =>
  frame(`QN=${qn};ST=91;CN=${cn.startsWith('2') ? '9014' : '9013'};PW=${pw};MN=${mn};Flag=4;CP=&&&&`)
