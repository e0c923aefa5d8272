/** PostgreSQL's binary COPY: signature, flags, no header extension; then rows; then -1. Times count from 2000-01-01. */
const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
const TRAILER = Buffer.from([0xff, 0xff])
const EPOCH_2000_MS = 946_684_800_000
const ROW_BYTES = 2 + 4 + 4 + 4 + 4 + 4 + 8 + 4 + 8 + 4 + 8
const TWO_32 = 4_294_967_296

/** The columns in the order rows are written. */
export const ROW_COLUMNS = 'series_id, seq, at, value, no'

export type Rows = ReturnType<typeof createRows>

/** Rows of readings for one COPY, encoded as they come, without an object a row. */
export function createRows(capacity = 1024) {
  let buffer = Buffer.allocUnsafe(HEADER.length + capacity * ROW_BYTES + TRAILER.length)
  HEADER.copy(buffer)
  let offset = HEADER.length
  let count = 0

  function grow(): void {
    const grown = Buffer.allocUnsafe(buffer.length * 2)
    buffer.copy(grown, 0, 0, offset)
    buffer = grown
  }

  return {
    add(series: number, seq: number, atMs: number, value: number, no: number): void {
      if (offset + ROW_BYTES + TRAILER.length > buffer.length) grow()
      const micros = (atMs - EPOCH_2000_MS) * 1000
      const microsHigh = Math.floor(micros / TWO_32)
      const noHigh = Math.floor(no / TWO_32)
      const b = buffer
      let o = offset
      b.writeInt16BE(5, o)
      b.writeInt32BE(4, o + 2)
      b.writeInt32BE(series, o + 6)
      b.writeInt32BE(4, o + 10)
      b.writeInt32BE(seq, o + 14)
      b.writeInt32BE(8, o + 18)
      b.writeInt32BE(microsHigh, o + 22)
      b.writeUInt32BE(micros - microsHigh * TWO_32, o + 26)
      b.writeInt32BE(8, o + 30)
      b.writeDoubleBE(value, o + 34)
      b.writeInt32BE(8, o + 42)
      b.writeInt32BE(noHigh, o + 46)
      b.writeUInt32BE(no - noHigh * TWO_32, o + 50)
      o += ROW_BYTES
      offset = o
      count += 1
    },
    count: (): number => count,
    /** The rows alone: what the batch's digest is over. */
    body: (): Buffer => buffer.subarray(HEADER.length, offset),
    /** The whole COPY stream. Nothing may be added afterwards. */
    stream(): Buffer {
      TRAILER.copy(buffer, offset)
      return buffer.subarray(0, offset + TRAILER.length)
    },
  }
}

/** Reads rows back from what `body` gave. */
export function readRows(
  body: Buffer,
  visit: (series: number, seq: number, atMs: number, value: number) => void,
): void {
  for (let o = 0; o < body.length; o += ROW_BYTES) {
    const micros = body.readInt32BE(o + 22) * TWO_32 + body.readUInt32BE(o + 26)
    visit(body.readInt32BE(o + 6), body.readInt32BE(o + 14), micros / 1000 + EPOCH_2000_MS, body.readDoubleBE(o + 34))
  }
}
