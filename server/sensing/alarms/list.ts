import type { z } from 'zod'
import type { Position, Severity } from '../../../contract/cases/index.ts'
import type { Alarm, AlarmList, AlarmQuery } from '../../../contract/sensing.ts'
import { subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/index.ts'
import { type AlarmRow, countOpenAlarms, listAlarms } from './queries.ts'

interface Asked {
  readonly thingId: string | null
  /** Rules whose alarms this reader is not shown. */
  readonly without: readonly string[]
  /** Where a thing stands, if it does. */
  readonly positionOf: (thingId: string) => Position | null
  readonly absenceOf: (thingId: string) => Alarm['absence']
}

/** Alarms in the divisions of whoever asks, newest first. */
export async function findAlarms(
  kernel: Kernel,
  ctx: Ctx,
  query: z.infer<typeof AlarmQuery>,
  { thingId, without, positionOf, absenceOf }: Asked,
): Promise<AlarmList> {
  const { state, limit } = query
  const before = query.before === undefined ? null : new Date(query.before)
  const range = subtree(query.division ?? '')
  const rows = await kernel.read(ctx, 'alarm.view', (tx, ranges) =>
    listAlarms(tx, ranges, { state, thingId, range, without, before, limit }),
  )
  const items = rows.map((row) => shown(row, positionOf(row.thingId), absenceOf(row.thingId)))
  return { items, next: items.length < limit ? null : (items.at(-1)?.raisedAt ?? null) }
}

/** How many alarms are open, by level, in the divisions of whoever asks. */
export async function countAlarms(
  kernel: Kernel,
  ctx: Ctx,
  division: string | undefined,
  without: readonly string[],
): Promise<Record<Severity, number>> {
  const counts = await kernel.read(ctx, 'alarm.view', (tx, ranges) =>
    countOpenAlarms(tx, ranges, subtree(division ?? ''), without),
  )
  const found = new Map(counts.map(({ severity, count }) => [severity, count]))
  const count = (severity: Severity): number => found.get(severity) ?? 0
  return { blue: count('blue'), yellow: count('yellow'), orange: count('orange'), red: count('red') }
}

const shown = (
  { thingId, thingCode, read, raisedAt, changedAt, clearedAt, ...row }: AlarmRow,
  position: Position | null,
  absence: Alarm['absence'],
): Alarm => ({
  ...row,
  thing: { id: thingId, code: thingCode, position },
  absence,
  values: { ...read },
  raisedAt: raisedAt.toISOString(),
  changedAt: changedAt.toISOString(),
  clearedAt: clearedAt?.toISOString() ?? null,
})
