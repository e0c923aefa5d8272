import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from } from 'pg-copy-streams'

const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
const EPOCH_2000_MS = 946_684_800_000
const ROW_BYTES = 54

/** Rows of `sensing.reading` (series_id, seq, at, value, no) as binary COPY takes them. */
function encode(count: number, atMs: number): Buffer {
  const rows = Buffer.alloc(count * ROW_BYTES)
  for (let i = 0; i < count; i += 1) {
    let offset = rows.writeInt16BE(5, i * ROW_BYTES)
    for (const number of [1_000_000 + i, 0]) offset = rows.writeInt32BE(number, rows.writeInt32BE(4, offset))
    offset = rows.writeBigInt64BE(BigInt(atMs - EPOCH_2000_MS) * 1000n, rows.writeInt32BE(8, offset))
    offset = rows.writeDoubleBE(i / 100, rows.writeInt32BE(8, offset))
    rows.writeBigInt64BE(BigInt(i), rows.writeInt32BE(8, offset))
  }
  return Buffer.concat([HEADER, rows, Buffer.from([0xff, 0xff])])
}

/** Rows a second by bare COPY, encoded beforehand, in transactions of `count` rows on one connection. */
export async function measureCopy(client: pg.PoolClient, count: number, atMs: number, forMs: number): Promise<number> {
  const stream = encode(count, atMs)
  let copied = 0
  const began = performance.now()
  while (performance.now() - began < forMs) {
    await client.query('begin')
    const copy = client.query(from('copy sensing.reading (series_id, seq, at, value, no) from stdin (format binary)'))
    copy.end(stream)
    await finished(copy)
    await client.query('commit')
    copied += count
  }
  return copied / ((performance.now() - began) / 1000)
}
