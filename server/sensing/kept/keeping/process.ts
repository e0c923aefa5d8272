// One pass of keeping readings in a process of its own: sorting and compressing take a core for a while, and whatever
// becomes of this process, what takes readings goes on. Started by keeper.ts, told what to do in one message.
import { systemClock } from '../../../kernel/clock.ts'
import { openPool } from '../../../kernel/database/pool.ts'
import { createLog } from '../../../kernel/log.ts'
import { keepReadings, type PassResult } from './pass.ts'
import type { Policy } from './site.ts'

/** What the process is told. */
export interface Order {
  readonly databaseUrl: string
  readonly folder: string
  readonly logLevel: string
  readonly policy: Policy
}

/** What it answers. */
export type Answer = { readonly done: PassResult } | { readonly failed: string; readonly code: string | null }

const codeOf = (error: unknown): string | null => {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' ? code : null
}

async function obey({ databaseUrl, folder, logLevel, policy }: Order): Promise<Answer> {
  const pool = openPool(databaseUrl, { max: 1, applicationName: 'yiwang keeper' })
  try {
    return { done: await keepReadings({ pool, folder, policy, clock: systemClock, log: createLog(logLevel) }) }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error), code: codeOf(error) }
  } finally {
    await pool.close()
  }
}

// Without its parent there is nobody to tell; what it was at is taken up by the next.
process.once('disconnect', () => process.exit(0))
process.once('message', (order: Order) => {
  void obey(order).then((answer) => process.send?.(answer, () => process.exit(0)))
})
