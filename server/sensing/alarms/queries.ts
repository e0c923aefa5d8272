import { type Severity, severities, type Texts } from '../../../contract/pack/index.ts'
import type { KeyRange } from '../../kernel/access.ts'
import type { Tx } from '../../kernel/database/pool.ts'

/** An alarm that has not been cleared. */
export interface OpenAlarm {
  readonly id: string
  readonly rule: string
  readonly thingId: string
  readonly severity: Severity
  readonly raisedAt: Date
}

export interface AlarmRow extends OpenAlarm {
  readonly thingCode: string
  readonly divisionKey: string
  readonly title: Texts
  readonly because: Texts
  readonly read: Readonly<Record<string, number | boolean | string>>
  readonly changedAt: Date
  readonly clearedAt: Date | null
}

/** Severities are kept as 1 (blue) to 4 (red), so that the gravest sorts last. */
export const rankOf = (severity: Severity): number => severities.indexOf(severity) + 1
export const severityOf = (rank: number): Severity => severities[rank - 1] ?? 'blue'

const COLUMNS = `id, rule, thing_id as "thingId", thing_code as "thingCode", division_key as "divisionKey", severity, title, because,
  read, raised_at as "raisedAt", changed_at as "changedAt", cleared_at as "clearedAt"`

type Raw<T extends { severity: Severity }> = Omit<T, 'severity'> & { severity: number }

export async function listOpenAlarms(tx: Tx): Promise<OpenAlarm[]> {
  const rows = await tx.query<Raw<OpenAlarm>>(
    `select id, rule, thing_id as "thingId", severity, raised_at as "raisedAt" from sensing.alarm where cleared_at is null`,
  )
  return rows.map((row) => ({ ...row, severity: severityOf(row.severity) }))
}

/**
 * Opens an alarm; false where this very alarm is open already. One that ended while its rule was away opens again: the same
 * reading raises it when the rule is back.
 */
export async function insertAlarm(tx: Tx, alarm: Omit<AlarmRow, 'clearedAt'>): Promise<boolean> {
  const rows = await tx.query(
    `insert into sensing.alarm (id, rule, thing_id, thing_code, division_key, severity, title, because, read, raised_at, changed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     on conflict (id) do update set cleared_at = null, severity = excluded.severity, title = excluded.title,
       because = excluded.because, read = excluded.read, changed_at = excluded.changed_at
     where alarm.cleared_at is not null returning id`,
    [
      alarm.id,
      alarm.rule,
      alarm.thingId,
      alarm.thingCode,
      alarm.divisionKey,
      rankOf(alarm.severity),
      JSON.stringify(alarm.title),
      JSON.stringify(alarm.because),
      JSON.stringify(alarm.read),
      alarm.raisedAt,
      alarm.changedAt,
    ],
  )
  return rows.length > 0
}

/** What an open alarm has become; with `clearedAt` it is over. */
export async function updateAlarm(
  tx: Tx,
  id: string,
  change: Pick<AlarmRow, 'severity' | 'title' | 'because' | 'read' | 'changedAt' | 'clearedAt'>,
): Promise<void> {
  await tx.query(
    `update sensing.alarm set severity = $2, title = $3, because = $4, read = $5, changed_at = $6, cleared_at = $7 where id = $1`,
    [
      id,
      rankOf(change.severity),
      JSON.stringify(change.title),
      JSON.stringify(change.because),
      JSON.stringify(change.read),
      change.changedAt,
      change.clearedAt,
    ],
  )
}

/** How many open alarms are of none of these rules. */
export const countUnruled = (tx: Tx, rules: readonly string[]): Promise<{ count: number }> =>
  tx.one(`select count(*)::integer as count from sensing.alarm where cleared_at is null and rule <> all ($1)`, [rules])

/** Ends the open alarms that are of none of these rules. */
export const closeUnruled = (
  tx: Tx,
  rules: readonly string[],
  because: Texts,
  now: Date,
): Promise<(Omit<AlarmRow, 'severity'> & { severity: number })[]> =>
  tx.query(
    `update sensing.alarm set because = $2, changed_at = $3, cleared_at = $3
     where cleared_at is null and rule <> all ($1) returning ${COLUMNS}`,
    [rules, JSON.stringify(because), now],
  )

export interface AlarmFilter {
  readonly state: 'open' | 'cleared' | 'all'
  readonly thingId: string | null
  readonly range: KeyRange
  /** Rules whose alarms are left out. */
  readonly without: readonly string[]
  readonly before: Date | null
  readonly limit: number
}

/** Alarms of some divisions, newest first. */
export async function listAlarms(
  tx: Tx,
  ranges: readonly KeyRange[],
  { state, thingId, range, without, before, limit }: AlarmFilter,
): Promise<AlarmRow[]> {
  const rows = await tx.query<Raw<AlarmRow>>(
    `select ${COLUMNS} from sensing.alarm a
     where exists (select from unnest($1::text[], $2::text[]) as r (lo, hi) where a.division_key >= r.lo and a.division_key < r.hi)
       and a.division_key >= $3 and a.division_key < $4
       and ($5::uuid is null or thing_id = $5)
       and ($6 = 'all' or (cleared_at is null) = ($6 = 'open'))
       and ($7::timestamptz is null or raised_at < $7)
       and rule <> all ($8)
     order by raised_at desc, id limit $9`,
    [
      ranges.map(({ lo }) => lo),
      ranges.map(({ hi }) => hi),
      range.lo,
      range.hi,
      thingId,
      state,
      before,
      without,
      limit,
    ],
  )
  return rows.map((row) => ({ ...row, severity: severityOf(row.severity) }))
}

/** Open alarms of some divisions by level. */
export async function countOpenAlarms(
  tx: Tx,
  ranges: readonly KeyRange[],
  range: KeyRange,
  without: readonly string[],
): Promise<{ severity: Severity; count: number }[]> {
  const rows = await tx.query<{ severity: number; count: number }>(
    `select severity, count(*) count from sensing.alarm a
     where cleared_at is null
       and exists (select from unnest($1::text[], $2::text[]) as r (lo, hi) where a.division_key >= r.lo and a.division_key < r.hi)
       and a.division_key >= $3 and a.division_key < $4 and rule <> all ($5)
     group by severity`,
    [ranges.map(({ lo }) => lo), ranges.map(({ hi }) => hi), range.lo, range.hi, without],
  )
  return rows.map(({ severity, count }) => ({ severity: severityOf(severity), count }))
}
