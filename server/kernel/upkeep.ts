import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import { createPace } from './pace.ts'

const HOUR_MS = 3_600_000

/** Takes away what is not needed any more; says how much it was. */
export type Upkeep = (now: Date) => Promise<number>

/** Does the upkeep at the start and every hour; processes on one database do not get into each other's way. */
export function createUpkeep({ clock, log }: { clock: Clock; log: Log }, works: Readonly<Record<string, Upkeep>>) {
  return createPace<null>({
    async turn() {
      for (const [what, work] of Object.entries(works)) {
        const count = await work(clock.now())
        if (count > 0) log.info({ what, count }, 'taken away')
      }
      return null
    },
    gapMs: HOUR_MS,
    idleMs: HOUR_MS,
    onFailed: (error) => log.warn({ err: error }, 'upkeep failed'),
  })
}
