import type { Tx } from '../../kernel/database/pool.ts'
import { openHour } from './queries.ts'

const HOUR_MS = 3_600_000

export type Hours = ReturnType<typeof createHours>

/** Knows which hours have a partition, and makes those that a batch needs. Hours are counted since 1970. */
export function createHours() {
  const known = new Set<number>()
  let earliest = Number.POSITIVE_INFINITY

  const note = (hour: number): void => {
    known.add(hour)
    earliest = Math.min(earliest, hour)
  }

  return {
    /** Reads which there are. In a new store the present hour comes first: all time before it shares one partition. */
    async restore(tx: Tx, present: number): Promise<void> {
      const rows = await tx.query<{ starts_at: Date }>(`select starts_at from sensing.hour`)
      known.clear()
      earliest = Number.POSITIVE_INFINITY
      for (const row of rows) note(row.starts_at.getTime() / HOUR_MS)
      if (rows.length > 0) return
      await openHour(tx, present)
      note(present)
    },
    isOpen: (hour: number): boolean => known.has(hour) || hour < earliest,
    async open(tx: Tx, hours: ReadonlySet<number>): Promise<void> {
      for (const hour of hours) {
        if (known.has(hour) || hour < earliest) continue
        await openHour(tx, hour)
        note(hour)
      }
    },
  }
}

export const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS)
