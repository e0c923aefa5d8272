import type { Tx } from '../../kernel/database/pool.ts'
import { openHour } from './queries.ts'

const HOUR_MS = 3_600_000

export type Hours = ReturnType<typeof createHours>

/** Knows which hours have a partition, and makes those that a batch needs. Hours are counted since 1970. */
export function createHours() {
  const known = new Set<number>()
  // All time before the horizon shares one partition. It moves on as hours are sealed; an hour asked for needlessly is not made.
  let horizon = Number.POSITIVE_INFINITY

  return {
    /** Reads which there are. In a new store the present hour comes first: all time before it shares one partition. */
    async restore(tx: Tx, present: number): Promise<void> {
      const [keeping] = await tx.query<{ horizon: Date }>(`select horizon from sensing.keeping`)
      const rows = await tx.query<{ starts_at: Date }>(`select starts_at from sensing.hour`)
      known.clear()
      for (const row of rows) known.add(row.starts_at.getTime() / HOUR_MS)
      horizon = keeping === undefined ? present : keeping.horizon.getTime() / HOUR_MS
      if (keeping !== undefined) return
      await openHour(tx, present)
      known.add(present)
    },
    isOpen: (hour: number): boolean => known.has(hour) || hour < horizon,
    async open(tx: Tx, hours: ReadonlySet<number>): Promise<void> {
      for (const hour of hours) {
        if (known.has(hour) || hour < horizon) continue
        await openHour(tx, hour)
        known.add(hour)
      }
    },
  }
}

export const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS)
