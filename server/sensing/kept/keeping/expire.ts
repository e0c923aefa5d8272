import { join } from 'node:path'
import { DAY_MS, pathOf, readingsOf } from '../layout.ts'
import { listRetention, saveRemoved } from '../queries/retention.ts'
import { countGone, insertSegment, listLive, retireSegments, type Segment } from '../queries/segments.ts'
import { writeSegment } from './draft.ts'
import { expiredOf, unexpiredOf } from './expiry.ts'
import { accountOf } from './seal.ts'
import { inTransaction, type KeepingSite } from './site.ts'

const WEEK_MS = 7 * DAY_MS
/** A Monday, from which weeks are counted. */
const MONDAY_MS = Date.UTC(1970, 0, 5)

/** The beginning of the week of an instant, UTC. */
const weekOf = (ms: number): number => MONDAY_MS + Math.floor((ms - MONDAY_MS) / WEEK_MS) * WEEK_MS

/** Takes readings whose time is over out of one segment; gives their number. */
async function thin(site: KeepingSite, segment: Segment, beforeMs: number): Promise<number> {
  const { tx, engine, clock, folder, onStep } = site
  const relation = readingsOf([join(folder, pathOf(segment, 'reading'))])
  const [row] = await engine.rows(`select count(*)::double from ${expiredOf(relation, beforeMs)}`)
  const expired = Number(row?.[0] ?? 0)
  if (expired === 0) return 0
  const rest = expired === segment.readingCount ? undefined : unexpiredOf(relation, beforeMs)
  const written = rest === undefined ? undefined : await writeSegment(site, rest, segment.level)
  onStep('swap')
  await inTransaction(site, async (record) => {
    if (written !== undefined) await insertSegment(tx, written.segment, written.files, clock.now())
    await retireSegments(tx, [segment.id], clock.now())
    await countGone(tx, 0, expired)
    await record({
      kind: 'readings.expired',
      payload: {
        from: segment.firstAt.toISOString(),
        to: segment.lastAt.toISOString(),
        expired,
        segments: written === undefined ? [] : [accountOf(written)],
        retired: [segment.id],
      },
    })
    onStep('commit')
  })
  onStep('sealed')
  return expired
}

/**
 * Takes readings whose time is over out of the files. Whole weeks at a time: a file of a month is written anew five times
 * at most. What is over and still in a file is not shown. Gives the number of readings.
 */
export async function expire(site: KeepingSite): Promise<number> {
  const nowMs = site.clock.now().getTime()
  const due = new Map<string, Date>()
  let sinceMs = Number.POSITIVE_INFINITY
  for (const { type, keepDays, removedBefore } of await listRetention(site.tx)) {
    if (keepDays === null) continue
    const before = weekOf(nowMs - keepDays * DAY_MS)
    if (removedBefore !== null && removedBefore.getTime() >= before) continue
    due.set(type, new Date(before))
    sinceMs = Math.min(sinceMs, removedBefore?.getTime() ?? 0)
  }
  if (due.size === 0) return 0
  const beforeMs = Math.max(...[...due.values()].map((date) => date.getTime()))
  let expired = 0
  for (const segment of await listLive(site.tx, new Date(0), new Date(beforeMs)))
    if (segment.lastAt.getTime() >= sinceMs) expired += await thin(site, segment, beforeMs)
  await inTransaction(site, () => saveRemoved(site.tx, due))
  return expired
}
