import type { z } from 'zod'
import type { RefusedList, RefusedQuery, RefusedReading } from '../../../contract/sensing.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { allErrors, Fault } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import { listRefused, type RefusedRow } from './queries.ts'

/** Refused readings in the divisions of whoever asks, with the reason in both languages. */
export async function findRefused(
  kernel: Kernel,
  ctx: Ctx,
  query: z.infer<typeof RefusedQuery>,
): Promise<z.infer<typeof RefusedList>> {
  const { source = null, thing = null, code = null, before = null, limit } = query
  const rows = await kernel.read(ctx, 'reading.refused', (tx, ranges) =>
    listRefused(tx, ranges, { source, thing, code, before, limit }),
  )
  return { items: rows.map(shown), next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
}

function shown({ params, ...row }: RefusedRow): RefusedReading {
  // A code of an earlier version that is no longer in use says at least itself.
  const text = allErrors().get(row.code) ?? { kind: 'invalid', zh: row.code, en: row.code }
  const fault = new Fault(row.code, text, params)
  return { ...row, at: row.at.toISOString(), title: { zh: fault.say('zh'), en: fault.say('en') } }
}
