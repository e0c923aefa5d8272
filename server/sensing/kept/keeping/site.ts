import type { Clock } from '../../../kernel/clock.ts'
import type { Tx } from '../../../kernel/database/pool.ts'
import { newId } from '../../../kernel/ids.ts'
import { createRecorder, type NewEntry } from '../../../kernel/journal/entry.ts'
import type { Log } from '../../../kernel/log.ts'
import type { Engine } from '../engine.ts'

/** How readings are kept here. */
export interface Policy {
  /** Readings younger than this stay in the database. */
  readonly hotMs: number
  /** Where days begin, in minutes before midnight UTC. */
  readonly dayShiftMinutes: number
  /** Late readings fewer than this wait for the next pass that merges all. */
  readonly lateAtOnce: number
  /** Whether late readings are merged however few. */
  readonly mergeLate: boolean
}

/** What one pass of keeping has at hand. */
export interface KeepingSite {
  /** The pass's own connection, which may COPY and holds the keeper's lock. */
  readonly tx: Tx
  readonly engine: Engine
  /** The kept folder. */
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
  readonly policy: Policy
  /** Told before each step that a crash may cut short; tests crash there. */
  readonly onStep: (step: string) => void
}

/** What became of readings in one transaction, for the journal. */
export interface Account {
  readonly kind: 'readings.sealed' | 'readings.expired'
  readonly payload: Readonly<Record<string, unknown>>
}

/** Waiting longer for the lock would hold up readings behind it. */
const LOCK_MS = 300

/** One transaction on the pass's connection. */
export async function inTransaction<T>({ tx, clock }: KeepingSite, work: (record: Pen) => Promise<T>): Promise<T> {
  await tx.query('begin')
  try {
    await tx.query(`select set_config('lock_timeout', '${LOCK_MS}ms', true)`)
    const recorder = createRecorder(tx, { commandId: newId(), actor: 'system:sensing', now: clock.now() }, null)
    const result = await work(({ kind, payload }) =>
      recorder.record({ kind, matter: null, divisionKey: '', payload } satisfies NewEntry),
    )
    await tx.query('commit')
    return result
  } catch (error) {
    await tx.query('rollback')
    throw error
  }
}

/** Writes one entry in the transaction. */
export type Pen = (account: Account) => Promise<unknown>
