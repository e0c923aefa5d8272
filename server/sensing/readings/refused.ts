import type { z } from 'zod'
import type { RefusedList, RefusedQuery, RefusedReading, RefusedReasons } from '../../../contract/sensing.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { allErrors, Fault, type FaultText } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import { countRefused, listRefused, type RefusedRow } from './queries.ts'

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

const REASONS_OF_MS = 7 * 86_400_000

/** The reasons given in the last seven days, the most frequent first; what a sentence would fill in stays open. */
export async function countReasons(kernel: Kernel, ctx: Ctx): Promise<RefusedReasons> {
  const since = new Date(ctx.clock.now().getTime() - REASONS_OF_MS)
  const rows = await kernel.read(ctx, 'reading.refused', (tx, ranges) => countRefused(tx, ranges, since))
  return {
    items: rows.map(({ code, count, lastAt }) => {
      const { zh, en } = textOf(code)
      return { code, count, lastAt: lastAt.toISOString(), title: { zh: withoutSlots(zh), en: withoutSlots(en) } }
    }),
  }
}

const withoutSlots = (text: string): string => text.replace(/\{\w+\}/g, '…')

// A code of an earlier version that is no longer in use says at least itself.
const textOf = (code: string): FaultText => allErrors().get(code) ?? { kind: 'invalid', zh: code, en: code }

function shown({ params, ...row }: RefusedRow): RefusedReading {
  const fault = new Fault(row.code, textOf(row.code), params)
  return { ...row, at: row.at.toISOString(), title: { zh: fault.say('zh'), en: fault.say('en') } }
}
