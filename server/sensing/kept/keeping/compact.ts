import { join } from 'node:path'
import { BLOCK_SERIES, DAY_MS, pathOf, readingsOf } from '../layout.ts'
import { findHorizon, insertSegment, listLive, retireSegments, type Segment } from '../queries/segments.ts'
import { refuseFullDisk, type Written, writeSegment } from './draft.ts'
import { accountOf } from './seal.ts'
import { inTransaction, type KeepingSite } from './site.ts'

/** Late readings of a month go on for some days; it is compacted when most are there. */
const MONTH_GRACE_MS = 2 * DAY_MS
/** What came after compaction is compacted with the rest when it is this many pieces or this part of it. */
const MANY_PIECES = 8
const GREAT_PART = 0.1

const dayOf = (time: Date): string => time.toISOString().slice(0, 10)
const monthOf = (time: Date): string => time.toISOString().slice(0, 7)

const dayEnd = (day: string): number => Date.parse(`${day}T00:00:00Z`) + DAY_MS
function monthEnd(month: string): number {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return Date.UTC(year, number, 1)
}

const sum = (segments: readonly Segment[]): number =>
  segments.reduce((total, { readingCount }) => total + readingCount, 0)

/** Whether the segments of a day should be compacted. */
function isDue(segments: readonly Segment[]): boolean {
  const done = segments.filter(({ level }) => level === 1)
  const rest = segments.filter(({ level }) => level === 0)
  if (rest.length === 0) return false
  return done.length === 0 || rest.length >= MANY_PIECES || sum(rest) >= GREAT_PART * sum(done)
}

/** A run of segments that become those of a level. */
interface Span {
  readonly name: string
  readonly level: number
  readonly segments: readonly Segment[]
}

/** What came late to a month that was compacted: written anew with it where it is much, by itself where it is many pieces. */
function lateOf(month: string, ofMonth: readonly Segment[], done: readonly Segment[]): Span[] {
  const rest = ofMonth.filter(({ level }) => level < 2)
  if (rest.length > 0 && sum(rest) >= GREAT_PART * sum(done)) return [{ name: month, level: 2, segments: ofMonth }]
  const pieces = rest.filter(({ level }) => level === 0).length
  return pieces >= MANY_PIECES ? [{ name: `${month} late`, level: 1, segments: rest }] : []
}

/** Spans to compact, whole months first: their days need not be compacted for themselves. */
export function findDue(live: readonly Segment[], horizonMs: number): Span[] {
  const due: Span[] = []
  for (const [month, ofMonth] of Map.groupBy(live, ({ firstAt }) => monthOf(firstAt))) {
    const done = ofMonth.filter(({ level }) => level === 2)
    if (done.length > 0) {
      due.push(...lateOf(month, ofMonth, done))
      continue
    }
    if (monthEnd(month) + MONTH_GRACE_MS <= horizonMs) {
      due.push({ name: month, level: 2, segments: ofMonth })
      continue
    }
    for (const [day, segments] of Map.groupBy(ofMonth, ({ firstAt }) => dayOf(firstAt)))
      if (dayEnd(day) <= horizonMs && isDue(segments)) due.push({ name: day, level: 1, segments })
  }
  return due
}

async function compactSpan(site: KeepingSite, { name, level, segments }: Span): Promise<void> {
  const { tx, clock, folder, onStep } = site
  await refuseFullDisk(site, sum(segments))
  const written: Written[] = []
  const last = Math.max(...segments.map(({ lastSeries }) => lastSeries))
  const first = Math.min(...segments.map(({ firstSeries }) => firstSeries))
  for (let block = Math.floor(first / BLOCK_SERIES); block * BLOCK_SERIES <= last; block += 1) {
    const [low, high] = [block * BLOCK_SERIES, (block + 1) * BLOCK_SERIES]
    const within = segments.filter(({ firstSeries, lastSeries }) => firstSeries < high && lastSeries >= low)
    if (within.length === 0) continue
    const paths = within.map((segment) => join(folder, pathOf(segment, 'reading')))
    const relation = `(select * from ${readingsOf(paths)} where series >= ${low} and series < ${high})`
    const one = await writeSegment(site, relation, level)
    if (one !== undefined) written.push(one)
  }
  const readings = sum(written.map(({ segment }) => segment))
  if (readings !== sum(segments)) throw new Error(`${name}: ${sum(segments)} readings became ${readings}`)
  onStep('swap')
  await inTransaction(site, async (record) => {
    for (const { segment, files } of written) await insertSegment(tx, segment, files, clock.now())
    const retired = segments.map(({ id }) => id)
    await retireSegments(tx, retired, clock.now())
    await record({
      kind: 'readings.sealed',
      payload: { compacted: name, readings, segments: written.map(accountOf), retired },
    })
    onStep('commit')
  })
  onStep('sealed')
}

/** Makes few large segments out of many small ones; gives how many spans it did. */
export async function compact(site: KeepingSite): Promise<number> {
  const horizon = await findHorizon(site.tx)
  if (horizon === undefined) return 0
  const due = findDue(await listLive(site.tx, new Date(0), horizon), horizon.getTime())
  for (const span of due) await compactSpan(site, span)
  return due.length
}
