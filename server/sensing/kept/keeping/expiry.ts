import type { Tx } from '../../../kernel/database/pool.ts'
import { CHUNK_ROWS, type Columns, columnsOf } from '../engine.ts'
import { DAY_MS } from '../layout.ts'
import { listExpiry } from '../queries/retention.ts'
import type { KeepingSite } from './site.ts'

/** The table of series whose readings are not kept for ever: readings before the time are over. */
const EXPIRY = 'expiry'

async function* expiryOf(tx: Tx, nowMs: number): AsyncGenerator<Columns> {
  const columns = columnsOf(['integer', 'double'])
  const [series, before] = columns as [Int32Array, Float64Array]
  let count = 0
  for (const { id, keepDays } of await listExpiry(tx)) {
    series[count] = id
    before[count] = nowMs - keepDays * DAY_MS
    count += 1
    if (count < CHUNK_ROWS) continue
    yield { count, columns }
    count = 0
  }
  if (count > 0) yield { count, columns }
}

/** Tells the engine from when on the readings of each series are kept. */
export async function loadExpiry({ engine, tx, clock }: KeepingSite): Promise<void> {
  await engine.run(`create or replace table ${EXPIRY} (series integer, before double)`)
  await engine.append(EXPIRY, expiryOf(tx, clock.now().getTime()))
}

/** Takes readings whose time is over out of a table; gives their number. */
export async function dropExpired({ engine }: KeepingSite, table: string): Promise<number> {
  const over = `from ${table} r, ${EXPIRY} e where r.series = e.series and r.time < e.before`
  const [row] = await engine.rows(`select count(*)::double ${over}`)
  const count = Number(row?.[0] ?? 0)
  if (count > 0)
    await engine.run(`delete from ${table} r using ${EXPIRY} e where r.series = e.series and r.time < e.before`)
  return count
}

/** Readings of a relation whose time was over at an instant, and the others. */
export const expiredOf = (relation: string, beforeMs: number): string =>
  `(select r.* from ${relation} r semi join ${EXPIRY} e on r.series = e.series and r.time < least(e.before, ${beforeMs}))`
export const unexpiredOf = (relation: string, beforeMs: number): string =>
  `(select r.* from ${relation} r anti join ${EXPIRY} e on r.series = e.series and r.time < least(e.before, ${beforeMs}))`
