import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { txOn } from '../../server/kernel/database/pool.ts'
import { type Engine, openEngine } from '../../server/sensing/kept/engine.ts'
import { writeSegment } from '../../server/sensing/kept/keeping/draft.ts'
import { takeKeeperLock } from '../../server/sensing/kept/keeping/pass.ts'
import { inTransaction, type KeepingSite } from '../../server/sensing/kept/keeping/site.ts'
import { BLOCK_SERIES, DAY_MS, HOUR_MS } from '../../server/sensing/kept/layout.ts'
import { insertSegment } from '../../server/sensing/kept/queries/segments.ts'
import type { BenchSite } from '../site.ts'

/** Readings of each series, a minute apart. */
const MINUTE_MS = 60_000

/** What is kept: some series by the minute, for a time up to an hour's beginning. */
export interface Filling {
  readonly series: readonly number[]
  readonly fromMs: number
  readonly horizonMs: number
}

interface Piece {
  readonly fromMs: number
  readonly toMs: number
  readonly level: number
}

/** Months that are over are compacted, so are the days of this one; the hours of today are as they were sealed. */
function* pieces({ fromMs, horizonMs }: Filling): Generator<Piece> {
  const today = Math.floor(horizonMs / DAY_MS) * DAY_MS
  const month = Date.UTC(new Date(today).getUTCFullYear(), new Date(today).getUTCMonth(), 1)
  for (let at = fromMs; at < month; ) {
    const date = new Date(at)
    const toMs = Math.min(month, Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1))
    yield { fromMs: at, toMs, level: 2 }
    at = toMs
  }
  for (let at = Math.max(fromMs, month); at < today; at += DAY_MS) yield { fromMs: at, toMs: at + DAY_MS, level: 1 }
  for (let at = Math.max(fromMs, today); at < horizonMs; at += HOUR_MS)
    yield { fromMs: at, toMs: at + HOUR_MS, level: 0 }
}

/**
 * Readings as made-up sensors send them: a curve over the day and over the year and noise, to two decimals, up to 0.8 s late.
 * They are made by the engine itself, into the table that the sealing writer reads.
 */
const readings = (low: number, high: number, { fromMs, toMs }: Piece): string =>
  `select id as series, (${fromMs} + minute * ${MINUTE_MS} + hash(id::bigint * 1000003 + minute + ${fromMs % 1_000_003}) % 800)::double as time,
     0::integer as seq,
     round(18 + id % 17 + 8 * sin(minute / 229.18 + id) + (hash(id::bigint * 7919 + minute) % 1000)::double / 1000, 2) as value
   from (select id from wanted where id >= ${low} and id < ${high} order by id), range(${(toMs - fromMs) / MINUTE_MS}) m(minute)`

async function fillPiece(site: KeepingSite, { series }: Filling, piece: Piece): Promise<number> {
  const last = series.at(-1) ?? 0
  const width = piece.level === 0 ? last + 1 : BLOCK_SERIES
  let count = 0
  for (let low = 0; low <= last; low += width) {
    await site.engine.run(`create or replace table made as ${readings(low, low + width, piece)}`)
    const written = await writeSegment(site, 'made', piece.level)
    if (written === undefined) continue
    await inTransaction(site, () => insertSegment(site.tx, written.segment, written.files, site.clock.now()))
    count += written.segment.readingCount
  }
  await site.engine.run('drop table if exists made')
  return count
}

/** Fills the kept folder by the writer that seals; gives how many readings it wrote. */
export async function fill(bench: BenchSite, folder: string, filling: Filling): Promise<number> {
  await mkdir(join(folder, 'spill.tmp'), { recursive: true })
  const engine: Engine = await openEngine({ tempFolder: join(folder, 'spill.tmp'), threads: 2, memoryMb: 6000 })
  const client = await bench.kernel.pool.connect()
  try {
    await engine.run(`create table wanted as select unnest([${filling.series.join(', ')}])::integer as id`)
    const site: KeepingSite = {
      tx: txOn(client),
      engine,
      folder,
      clock: bench.kernel.clock,
      log: bench.kernel.log,
      policy: { hotMs: 2 * HOUR_MS, dayShiftMinutes: 480, lateAtOnce: 1, mergeLate: true },
      onStep: () => {},
    }
    // A pass meanwhile would take files that no row names yet for left behind.
    if (!(await takeKeeperLock(site.tx))) throw new Error('a pass is under way')
    let count = 0
    for (const piece of pieces(filling)) count += await fillPiece(site, filling, piece)
    return count
  } finally {
    client.release(true)
    engine.close()
  }
}
