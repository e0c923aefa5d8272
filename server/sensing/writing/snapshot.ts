import type { Pool, Tx } from '../../kernel/database/pool.ts'
import type { Newest } from '../intake/newest.ts'
import { FIRST_GAP_MS } from '../intake/usual-gap.ts'
import { findProgress, saveProgress } from './queries.ts'
import type { Writer } from './writer.ts'

/** Series a row of `sensing.latest` holds; of each its time, value, sequence number and usual gap. */
const CHUNK_SERIES = 4096
const SERIES_BYTES = 24
/** Snapshots of an earlier version hold no gap. */
const SERIES_BYTES_BEFORE = 20
const PROGRESS = 'latest'

/** Newest readings as they stood after the reading numbered `no`. */
export interface Snapshot {
  readonly no: number
  readonly chunks: ReadonlyMap<number, Buffer>
  /** The series that changed since the one before. */
  readonly series: ReadonlySet<number>
}

/** Packs the chunks in which something changed since the last snapshot. */
export function takeSnapshot(newest: Newest, no: number): Snapshot {
  const chunks = new Map<number, Buffer>()
  const changed = newest.takeChanged()
  for (const series of changed) {
    const chunk = Math.floor(series / CHUNK_SERIES)
    if (!chunks.has(chunk)) chunks.set(chunk, packChunk(newest, chunk))
  }
  return { no, chunks, series: changed }
}

function packChunk(newest: Newest, chunk: number): Buffer {
  const data = Buffer.alloc(CHUNK_SERIES * SERIES_BYTES)
  for (let i = 0; i < CHUNK_SERIES; i += 1) {
    const series = chunk * CHUNK_SERIES + i
    const offset = i * SERIES_BYTES
    data.writeDoubleBE(newest.atOf(series) ?? Number.NaN, offset)
    data.writeDoubleBE(newest.valueOf(series), offset + 8)
    data.writeInt32BE(newest.seqOf(series), offset + 16)
    data.writeFloatBE(newest.gapOf(series), offset + 20)
  }
  return data
}

export async function saveSnapshot(pool: Pool, { no, chunks }: Snapshot): Promise<void> {
  await pool.whole(async (tx) => {
    for (const [chunk, data] of chunks)
      await tx.query(
        `insert into sensing.latest (chunk, data) values ($1, $2) on conflict (chunk) do update set data = excluded.data`,
        [chunk, data],
      )
    await saveProgress(tx, PROGRESS, no)
  })
}

interface SnapshotDeps {
  readonly pool: Pool
  readonly newest: Newest
  readonly writer: Pick<Writer, 'between'>
  /** The number of the last reading written. */
  readonly lastNo: () => number
}

/** Saves the newest readings as they stand between two batches, where that is news. */
export function createSnapshots({ pool, newest, writer, lastNo }: SnapshotDeps) {
  // How far the last one reaches that this process saved.
  let saved = -1

  return async (): Promise<void> => {
    const taken = await writer.between(() => takeSnapshot(newest, lastNo()))
    // Late readings change nothing here and are still accounted for: they wait for this to be sealed.
    if (taken.chunks.size === 0 && taken.no === saved) return
    try {
      await saveSnapshot(pool, taken)
      saved = taken.no
    } catch (error) {
      // The next one holds these series too.
      newest.addChanged(taken.series)
      throw error
    }
  }
}

/** Fills `newest` from the snapshot and the readings written since. */
export async function restoreNewest(tx: Tx, newest: Newest): Promise<void> {
  newest.clear()
  const through = await findProgress(tx, PROGRESS)
  const chunks = await tx.query<{ chunk: number; data: Buffer }>(
    `select chunk, data from sensing.latest order by chunk`,
  )
  for (const { chunk, data } of chunks) unpackChunk(newest, chunk, data)
  for await (const row of readingsAfter(tx, through)) {
    newest.place(row.series_id, row.at.getTime(), row.seq, row.value)
  }
}

function unpackChunk(newest: Newest, chunk: number, data: Buffer): void {
  const hasGaps = data.length !== CHUNK_SERIES * SERIES_BYTES_BEFORE
  const width = hasGaps ? SERIES_BYTES : SERIES_BYTES_BEFORE
  for (let i = 0; i < CHUNK_SERIES; i += 1) {
    const offset = i * width
    const at = data.readDoubleBE(offset)
    if (Number.isNaN(at)) continue
    const gapMs = hasGaps ? data.readFloatBE(offset + 20) : FIRST_GAP_MS
    const sequence = data.readInt32BE(offset + 16)
    newest.restore(chunk * CHUNK_SERIES + i, at, sequence, data.readDoubleBE(offset + 8), gapMs)
  }
}

interface ReadingRow {
  series_id: number
  seq: number
  at: Date
  value: number
  no: number
}

const PAGE = 20_000

async function* readingsAfter(tx: Tx, no: number): AsyncGenerator<ReadingRow> {
  for (let after = no; ; ) {
    const rows = await tx.query<ReadingRow>(
      `select series_id, seq, at, value, no from sensing.reading where no > $1 order by no limit $2`,
      [after, PAGE],
    )
    yield* rows
    const last = rows.at(-1)
    if (last === undefined || rows.length < PAGE) return
    after = last.no
  }
}
