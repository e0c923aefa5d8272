import { to as copyTo } from 'pg-copy-streams'
import type { Tx } from '../../../kernel/database/pool.ts'
import { CHUNK_ROWS, type Columns, columnsOf } from '../engine.ts'

/** PostgreSQL's binary COPY: signature, flags and the length of no extension. */
const HEADER_BYTES = 19
const TRAILER_BYTES = 2
const EPOCH_2000_MS = 946_684_800_000
const TWO_32 = 4_294_967_296

const at = (time: Date): string => `'${time.toISOString()}'`

/** Rows of one length, whole, as many as have come. `rowBytes` with the two bytes of the field count and the lengths. */
async function* wholeRows(tx: Tx, select: string, rowBytes: number): AsyncGenerator<Buffer> {
  const stream = tx.connection().query(copyTo(`copy (${select}) to stdout (format binary)`))
  let rest: Buffer = Buffer.alloc(0)
  let skipped = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    if (skipped === 0) {
      if (bytes.length < HEADER_BYTES) {
        rest = bytes
        continue
      }
      bytes = bytes.subarray(HEADER_BYTES)
      skipped = HEADER_BYTES
    }
    const whole = bytes.length - (bytes.length % rowBytes)
    if (whole > 0) yield bytes.subarray(0, whole)
    rest = bytes.subarray(whole)
  }
  if (rest.length !== TRAILER_BYTES) throw new Error(`readings were cut off: ${rest.length} bytes left`)
}

const READING_BYTES = 2 + 4 + 4 + 4 + 8 + 4 + 4 + 4 + 8

/** Readings as columns series, time in ms, seq, value. */
async function* readings(tx: Tx, where: string): AsyncGenerator<Columns> {
  const select = `select series_id, at, seq, value from sensing.reading where ${where}`
  const columns = columnsOf(['integer', 'double', 'integer', 'double'])
  const [series, time, seq, value] = columns as [Int32Array, Float64Array, Int32Array, Float64Array]
  let count = 0
  for await (const rows of wholeRows(tx, select, READING_BYTES)) {
    for (let o = 0; o < rows.length; o += READING_BYTES) {
      series[count] = rows.readInt32BE(o + 6)
      time[count] = (rows.readInt32BE(o + 14) * TWO_32 + rows.readUInt32BE(o + 18)) / 1000 + EPOCH_2000_MS
      seq[count] = rows.readInt32BE(o + 26)
      value[count] = rows.readDoubleBE(o + 34)
      count += 1
      if (count < CHUNK_ROWS) continue
      yield { count, columns }
      count = 0
    }
  }
  if (count > 0) yield { count, columns }
}

/** Readings measured from an instant on and before another, up to a number; in no order. */
export const copyReadings = (tx: Tx, from: Date, before: Date, throughNo: number): AsyncGenerator<Columns> =>
  readings(tx, `at >= ${at(from)} and at < ${at(before)} and no <= ${Number(throughNo)}`)

/** What a row of a batch's digest takes. */
export const BATCH_ROW_BYTES = 54

/** The rows of batches in the order and form their digest is over. */
export const copyBatchRows = (tx: Tx, afterNo: number, throughNo: number): AsyncGenerator<Buffer> =>
  wholeRows(
    tx,
    `select series_id, seq, at, value, no from sensing.reading
     where no > ${Number(afterNo)} and no <= ${Number(throughNo)} order by no`,
    BATCH_ROW_BYTES,
  )

export interface BatchAccount {
  readonly lastNo: number
  readonly readingCount: number
  readonly digest: Buffer
}

/** The last batch up to a number. */
export const findBatchBefore = (tx: Tx, no: number): Promise<BatchAccount | undefined> =>
  tx.maybe(
    `select last_no as "lastNo", reading_count as "readingCount", digest from sensing.batch
     where last_no <= $1 order by last_no desc limit 1`,
    [no],
  )

/** Batches after a number up to another, some of them. */
export const listBatches = (tx: Tx, after: number, through: number, limit: number): Promise<BatchAccount[]> =>
  tx.query(
    `select last_no as "lastNo", reading_count as "readingCount", digest from sensing.batch
     where last_no > $1 and last_no <= $2 order by last_no limit $3`,
    [after, through, limit],
  )

/** The oldest hour that has a partition; undefined when none has. */
export const findOldestHour = async (tx: Tx): Promise<Date | undefined> =>
  (await tx.one<{ hour: Date | null }>(`select min(starts_at) as hour from sensing.hour`)).hour ?? undefined

/** Days that late readings up to a number belong to, oldest first. */
export const listLateDays = (tx: Tx, horizon: Date, throughNo: number): Promise<{ day: Date; count: number }[]> =>
  tx.query(
    `select date_trunc('day', at, 'UTC') as day, count(*)::bigint as count from sensing.reading
     where at < $1 and no <= $2 group by 1 order by 1`,
    [horizon, throughNo],
  )

/** Moves the horizon behind an hour; gives the number of readings that came while it was sealed. */
export const sealHour = async (tx: Tx, hour: Date, throughNo: number): Promise<number> =>
  (await tx.one<{ moved: number }>(`select sensing.seal_hour($1, $2) as moved`, [hour, throughNo])).moved

export const forgetLate = async (tx: Tx, since: Date, until: Date, throughNo: number): Promise<number> =>
  (await tx.one<{ gone: number }>(`select sensing.forget_late($1, $2, $3) as gone`, [since, until, throughNo])).gone
