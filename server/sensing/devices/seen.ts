import type { Clock } from '../../kernel/clock.ts'
import type { Pool } from '../../kernel/database/pool.ts'
import { updateSeen } from './queries.ts'

/** When each device was last heard of: remembered here, written down once a minute. A row for each message would cost as much as the message. */
export function createSeen({ pool, clock }: { pool: Pool; clock: Clock }) {
  let heard = new Map<string, number>()
  return {
    note: (id: string): void => {
      heard.set(id, clock.now().getTime())
    },
    /** The later of what is written down and what is remembered. */
    latest(id: string, written: Date | null): Date | null {
      const remembered = heard.get(id)
      return remembered === undefined ? written : new Date(Math.max(remembered, written?.getTime() ?? 0))
    },
    async flush(): Promise<void> {
      if (heard.size === 0) return
      const writing = heard
      heard = new Map()
      try {
        await pool.whole((tx) => updateSeen(tx, [...writing]))
      } catch (error) {
        heard = new Map([...writing, ...heard])
        throw error
      }
    },
  }
}
