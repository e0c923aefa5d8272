import type { z } from 'zod'
import type { Alarm, AlarmList, AlarmQuery } from '../../../contract/sensing.ts'
import { subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/index.ts'
import { type AlarmRow, listAlarms } from './queries.ts'

/** Alarms in the divisions of whoever asks, newest first; `without` names rules they are not shown. */
export async function findAlarms(
  kernel: Kernel,
  ctx: Ctx,
  query: z.infer<typeof AlarmQuery>,
  thingId: string | null,
  without: readonly string[],
): Promise<z.infer<typeof AlarmList>> {
  const { state, limit } = query
  const before = query.before === undefined ? null : new Date(query.before)
  const range = subtree(query.division ?? '')
  const rows = await kernel.read(ctx, 'alarm.view', (tx, ranges) =>
    listAlarms(tx, ranges, { state, thingId, range, without, before, limit }),
  )
  const items = rows.map(shown)
  return { items, next: items.length < limit ? null : (items.at(-1)?.raisedAt ?? null) }
}

const shown = ({ thingId, thingCode, read, raisedAt, changedAt, clearedAt, ...row }: AlarmRow): Alarm => ({
  ...row,
  thing: { id: thingId, code: thingCode },
  values: { ...read },
  raisedAt: raisedAt.toISOString(),
  changedAt: changedAt.toISOString(),
  clearedAt: clearedAt?.toISOString() ?? null,
})
