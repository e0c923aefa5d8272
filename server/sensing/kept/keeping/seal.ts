import { DAY_MS, filesOf, HOUR_MS, pathOf, TIME } from '../layout.ts'
import { copyReadings, findOldestHour, forgetLate, listLateDays, sealHour } from '../queries/rows.ts'
import { countGone, findHorizon, insertSegment, listSegments } from '../queries/segments.ts'
import { clearDraft, DRAFT, fillDraft, refuseFullDisk, type Written, writeSegment } from './draft.ts'
import { dropExpired } from './expiry.ts'
import { inTransaction, type KeepingSite } from './site.ts'

/** Readings proved to be those that were acknowledged. */
export interface Proved {
  readonly throughNo: number
  readonly digest: Buffer
}

/** What a segment is, for the journal: whoever changes its files later is found out. */
export const accountOf = ({ segment, files }: Written) => ({
  id: segment.id,
  readings: segment.readingCount,
  files: Object.fromEntries(files.map(({ kind, sha256 }) => [kind, sha256.toString('hex')])),
})

async function draftRows({ engine }: KeepingSite): Promise<number> {
  const [row] = await engine.rows(`select count(*)::double from ${DRAFT}`)
  return Number(row?.[0] ?? 0)
}

/** Seals the oldest hour if it is over by now; gives whether it did. Oldest first: the horizon has no holes. */
export async function sealOldest(site: KeepingSite, proved: Proved, before: Date): Promise<boolean> {
  const { tx, clock, onStep } = site
  const hour = await findOldestHour(tx)
  if (hour === undefined || hour.getTime() + HOUR_MS > before.getTime()) return false
  const until = new Date(hour.getTime() + HOUR_MS)
  await clearDraft(site)
  await fillDraft(site, copyReadings(tx, hour, until, proved.throughNo))
  const count = await draftRows(site)
  await refuseFullDisk(site, count)
  const expired = await dropExpired(site, DRAFT)
  const written = count === expired ? undefined : await writeSegment(site, DRAFT, 0)
  onStep('swap')
  await inTransaction(site, async (record) => {
    const late = await sealHour(tx, hour, proved.throughNo)
    if (written !== undefined) await insertSegment(tx, written.segment, written.files, clock.now())
    if (expired > 0) await countGone(tx, 0, expired)
    if (count > 0)
      await record({
        kind: 'readings.sealed',
        payload: {
          hour: hour.toISOString(),
          readings: count,
          expired,
          late,
          throughNo: proved.throughNo,
          digest: proved.digest.toString('hex'),
          segments: written === undefined ? [] : [accountOf(written)],
          retired: [],
        },
      })
    onStep('commit')
  })
  onStep('sealed')
  return true
}

/** Takes readings that are in live segments already out of the draft; gives their number. */
async function dropDoubled(site: KeepingSite): Promise<number> {
  const { tx, engine, folder } = site
  const [row] = await engine.rows(
    `select count(*)::double, min(time)::double, max(time)::double, min(series), max(series) from ${DRAFT}`,
  )
  const [count = 0, fromMs, toMs, lowSeries, highSeries] = (row ?? []) as number[]
  if (count === 0 || fromMs === undefined || toMs === undefined) return 0
  if (lowSeries === undefined || highSeries === undefined) return 0
  const span = { from: new Date(fromMs), to: new Date(toMs), lowSeries, highSeries }
  const segments = await listSegments(tx, span)
  if (segments.length === 0) return 0
  const paths = segments.map((segment) => `${folder}/${pathOf(segment, 'reading')}`)
  const known = `(select series, ${TIME} as time, seq from ${filesOf(paths)}
    where second between ${Math.floor(fromMs / 1000)} and ${Math.floor(toMs / 1000)})`
  await engine.run(
    `create or replace table fresh as select d.* from ${DRAFT} d
     anti join ${known} k on k.series = d.series and k.time = d.time and k.seq = d.seq`,
  )
  await engine.run(`drop table ${DRAFT}`)
  await engine.run(`alter table fresh rename to ${DRAFT}`)
  return count - (await draftRows(site))
}

async function mergeDay(site: KeepingSite, proved: Proved, day: Date, before: Date): Promise<void> {
  const { tx, clock, onStep } = site
  const until = new Date(Math.min(day.getTime() + DAY_MS, before.getTime()))
  await clearDraft(site)
  await fillDraft(site, copyReadings(tx, day, until, proved.throughNo))
  const count = await draftRows(site)
  await refuseFullDisk(site, count)
  const expired = await dropExpired(site, DRAFT)
  const doubled = await dropDoubled(site)
  const written = count === expired + doubled ? undefined : await writeSegment(site, DRAFT, 0)
  onStep('swap')
  await inTransaction(site, async (record) => {
    const gone = await forgetLate(tx, day, until, proved.throughNo)
    if (gone !== count) throw new Error(`${gone} late readings were taken out, ${count} had been read`)
    if (written !== undefined) await insertSegment(tx, written.segment, written.files, clock.now())
    await countGone(tx, doubled, expired)
    const segments = written === undefined ? [] : [accountOf(written)]
    await record({
      kind: 'readings.sealed',
      payload: { day: day.toISOString(), readings: count, doubled, expired, segments, retired: [] },
    })
    onStep('commit')
  })
  onStep('sealed')
}

/** Merges late readings measured before an instant day by day, all or those of days that have many; gives the days. */
export async function mergeLate(site: KeepingSite, proved: Proved, before: Date): Promise<number> {
  const horizon = await findHorizon(site.tx)
  if (horizon === undefined) return 0
  const until = before < horizon ? before : horizon
  const { mergeLate: all, lateAtOnce } = site.policy
  const days = await listLateDays(site.tx, until, proved.throughNo)
  const due = days.filter(({ count }) => all || count >= lateAtOnce)
  for (const { day } of due) await mergeDay(site, proved, day, until)
  return due.length
}
