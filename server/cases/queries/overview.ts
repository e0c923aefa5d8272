import type { Channel } from '../../../contract/cases/index.ts'
import type { Bilingual } from '../../../contract/text.ts'
import type { KeyRange } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database/pool.ts'

/** Figures of the cases opened since the day began. */
export interface LoopFigures {
  reported: number
  filed: number
  dispatched: number
  disposed: number
  closed: number
  rework: number
}

export async function countLoop(tx: Tx, range: KeyRange, since: Date): Promise<LoopFigures> {
  return tx.one(
    `select coalesce(sum(c.event_count), 0) reported, count(c.filed_at) filed, count(c.dispatched_at) dispatched,
       count(c.disposed_at) disposed, count(c.closed_at) closed, coalesce(sum(c.rework_count), 0) rework
     from cases.case c where c.division_key >= $1 collate "C" and c.division_key < $2 collate "C" and c.opened_at >= $3`,
    [range.lo, range.hi, since],
  )
}

/** Of cases closed since: how many, how many in time, and the median minutes from opening to closing. */
export async function measureClosed(
  tx: Tx,
  range: KeyRange,
  since: Date,
): Promise<{ closed: number; in_time: number; median_minutes: number | null }> {
  return tx.one(
    `select count(*) closed, count(*) filter (where c.closed_in_time) in_time,
       percentile_cont(0.5) within group (order by extract(epoch from c.closed_at - c.opened_at) / 60)::float8 median_minutes
     from cases.case c where c.division_key >= $1 collate "C" and c.division_key < $2 collate "C" and c.closed_at >= $3`,
    [range.lo, range.hi, since],
  )
}

export interface OpenFigures {
  total: number
  amber: number
  red: number
  blue_severity: number
  yellow_severity: number
  orange_severity: number
  red_severity: number
}

export async function countOpenByLight(tx: Tx, range: KeyRange, now: Date): Promise<OpenFigures> {
  return tx.one(
    `select count(*) total, count(*) filter (where m.light_at <= $3 and m.due_at > $3) amber,
       count(*) filter (where m.due_at <= $3) red,
       count(*) filter (where c.severity = 1) blue_severity, count(*) filter (where c.severity = 2) yellow_severity,
       count(*) filter (where c.severity = 3) orange_severity, count(*) filter (where c.severity = 4) red_severity
     from kernel.matter m join cases.case c on c.matter = m.id
     where m.kind = 'case' and not m.done and m.division_key >= $1 collate "C" and m.division_key < $2 collate "C"`,
    [range.lo, range.hi, now],
  )
}

/** Figures of each division one level below, told apart by the first characters of their keys. */
export async function compareBelow(
  tx: Tx,
  range: KeyRange,
  keyLength: number,
  since: Date,
  now: Date,
): Promise<{ key: string; open: number; late: number; closed_today: number; median_minutes: number | null }[]> {
  return tx.query(
    `select left(c.division_key, $3) as key, count(*) filter (where not m.done) open,
       count(*) filter (where not m.done and m.due_at <= $5) late, count(*) filter (where c.closed_at >= $4) closed_today,
       percentile_cont(0.5) within group (order by case when c.closed_at >= $4
         then extract(epoch from c.closed_at - c.opened_at) / 60 end)::float8 median_minutes
     from cases.case c join kernel.matter m on m.id = c.matter
     where c.division_key >= $1 collate "C" and c.division_key < $2 collate "C"
       and (not m.done or c.closed_at >= $4 or c.opened_at >= $4)
     group by 1`,
    [range.lo, range.hi, keyLength, since, now],
  )
}

/** Events and cases by hour; an hour in which nothing came is left out. */
export async function countByHour(
  tx: Tx,
  range: KeyRange,
  since: Date,
): Promise<{ hour: Date; signals: number; events: number; cases: number }[]> {
  return tx.query(
    `select hour, sum(signals)::bigint signals, sum(events)::bigint events, sum(cases)::bigint cases from (
       select date_trunc('hour', recorded_at) as hour, count(*) filter (where channel = 'signal') signals, count(*) events, 0 cases
       from cases.event where division_key >= $1 collate "C" and division_key < $2 collate "C" and recorded_at >= $3 group by 1
       union all
       select date_trunc('hour', opened_at), 0, 0, count(*) from cases.case
       where division_key >= $1 collate "C" and division_key < $2 collate "C" and opened_at >= $3 group by 1
     ) parts group by 1 order by 1`,
    [range.lo, range.hi, since],
  )
}

export interface PointRecord {
  id: string
  number: string
  title: string
  title_en: string
  place: string
  place_en: string
  channel: Channel
  category_title: Bilingual | null
  division_key: string
  lon: number
  lat: number
  severity: number | null
  state: string
  done: boolean
  due_at: Date | null
  light_at: Date | null
}

export async function listPoints(
  tx: Tx,
  range: KeyRange,
  { closedSince, withPrivate, most }: { closedSince: Date; withPrivate: boolean; most: number },
): Promise<PointRecord[]> {
  return tx.query(
    `select c.id, c.number, c.title, c.title_en, c.place, c.place_en, c.channel, g.title category_title, c.division_key, c.lon,
       c.lat, c.severity, m.state, m.done, m.due_at, m.light_at
     from cases.case c join kernel.matter m on m.id = c.matter left join cases.category g on g.code = c.category
     where c.division_key >= $1 collate "C" and c.division_key < $2 collate "C" and (not m.done or c.closed_at >= $3)
       and ($4 or not c.is_private)
     order by m.done, c.opened_at desc limit $5`,
    [range.lo, range.hi, closedSince, withPrivate, most],
  )
}
