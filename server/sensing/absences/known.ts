import type { Tx } from '../../kernel/database/pool.ts'
import type { Span } from '../rules/index.ts'
import { type AbsenceRow, listAbsencesOf, listAbsencesSince } from './queries.ts'

const DAY_MS = 86_400_000
/** No rule waits for a silence longer than 90 days, and no absence lasts longer. */
const BEARS_FOR_MS = 200 * DAY_MS

export type KnownAbsences = ReturnType<typeof createKnownAbsences>

/** The announced absences of every thing, in memory: rules and views ask for them without a query. */
export function createKnownAbsences() {
  const byThing = new Map<string, readonly Span[]>()

  const keep = (thingId: string, rows: readonly AbsenceRow[]): void => {
    const spans = rows.map(spanOf).filter(([from, until]) => until > from)
    if (spans.length === 0) byThing.delete(thingId)
    else byThing.set(thingId, spans)
  }

  return {
    /** Takes over what the table says. */
    async restore(tx: Tx, now: Date): Promise<void> {
      byThing.clear()
      const rows = await listAbsencesSince(tx, new Date(now.getTime() - BEARS_FOR_MS))
      for (const [thingId, own] of Map.groupBy(rows, (row) => row.thingId)) keep(thingId, own)
    },
    async refresh(tx: Tx, thingId: string): Promise<void> {
      keep(thingId, await listAbsencesOf(tx, thingId))
    },
    spansOf: (thingId: string): readonly Span[] => byThing.get(thingId) ?? [],
    /** The one that lasts at a moment, the longest of several. */
    at(thingId: string, nowMs: number): { from: string; until: string } | null {
      const lasting = (byThing.get(thingId) ?? []).filter(([from, until]) => from <= nowMs && nowMs < until)
      const longest = lasting.toSorted(([, a], [, b]) => b - a)[0]
      return longest === undefined ? null : { from: iso(longest[0]), until: iso(longest[1]) }
    },
  }
}

const iso = (ms: number): string => new Date(ms).toISOString()

const spanOf = ({ from, until, endedAt }: AbsenceRow): Span => [
  from.getTime(),
  Math.min(until.getTime(), endedAt?.getTime() ?? Number.POSITIVE_INFINITY),
]
