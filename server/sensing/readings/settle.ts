import type { Clock } from '../../kernel/clock.ts'
import type { Pool } from '../../kernel/database/pool.ts'
import type { Log } from '../../kernel/log.ts'
import { listUnsettled, prune, settleHour } from './queries.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** An hour is finished when its last reading may be this late. */
const GRACE_MS = 10 * 60_000
/** About five million readings. An hour too big for it stays without an index. */
const TIMEOUT_MS = 5000
const ANSWERS_KEPT_MS = DAY_MS
const REFUSED_KEPT_MS = 30 * DAY_MS

/** Gives finished hours their index, newest last, and drops what is kept for a while only. */
export function createSettling({ pool, clock, log }: { pool: Pool; clock: Clock; log: Log }) {
  const tooBig = new Set<number>()
  return async (): Promise<void> => {
    const nowMs = clock.now().getTime()
    const hours = await pool.whole((tx) => listUnsettled(tx, new Date(nowMs - HOUR_MS - GRACE_MS)))
    for (const { startsAt } of hours) {
      if (tooBig.has(startsAt.getTime())) continue
      try {
        await pool.whole((tx) => settleHour(tx, startsAt, TIMEOUT_MS))
      } catch (error) {
        tooBig.add(startsAt.getTime())
        log.warn(
          { err: error, hour: startsAt },
          'an hour of readings got no index; single things are found slowly in it',
        )
      }
    }
    await pool.whole((tx) => prune(tx, new Date(nowMs - ANSWERS_KEPT_MS), new Date(nowMs - REFUSED_KEPT_MS)))
  }
}
