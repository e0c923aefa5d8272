import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { constants, setPriority } from 'node:os'
import type { Kernel } from '../../../kernel/index.ts'
import { createKeptFigures } from '../figures.ts'
import { HOUR_MS } from '../layout.ts'
import { findOldestHour } from '../queries/rows.ts'
import { keepReadings, type PassResult } from './pass.ts'
import type { Answer, Order } from './process.ts'
import type { Policy } from './site.ts'

/** Where and how readings are kept for years. */
export interface KeptPlace {
  /** Holds the files of sealed readings. */
  readonly folder: string
  /** Address of the database for the process that seals; without it sealing is done in this one. */
  readonly databaseUrl?: string
  readonly hotHours: number
  readonly logLevel?: string
}

interface KeeperDeps {
  readonly kernel: Kernel
  readonly place: KeptPlace
  readonly dayShiftMinutes: number
  /** How far rules look back after a restart, in ms. */
  readonly lookbackMs: () => number
}

/** Few late readings wait so long for others of their day. */
const MERGE_ALL_MS = 6 * 3_600_000
const LATE_AT_ONCE = 100_000

/** Lets readings be sealed now and then, one pass at a time. */
export function createKeeper({ kernel, place, dayShiftMinutes, lookbackMs }: KeeperDeps) {
  const { clock, log, pool } = kernel
  const figures = createKeptFigures(kernel)
  let mergedAtMs = Number.NEGATIVE_INFINITY
  let running: Promise<PassResult | undefined> | undefined
  let child: ChildProcess | undefined
  let stopping = false

  async function inProcess(databaseUrl: string, policy: Policy): Promise<PassResult> {
    const order: Order = { databaseUrl, folder: place.folder, logLevel: place.logLevel ?? 'warn', policy }
    child = fork(new URL('./process.ts', import.meta.url), [], { execArgv: [] })
    try {
      // Behind everybody who waits for an answer.
      if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
      child.send(order)
      const answer = await Promise.race([
        once(child, 'message').then(([message]) => message as Answer),
        once(child, 'exit').then(([code, signal]): Answer => ({ failed: `ended: ${code ?? signal}`, code: null })),
      ])
      if ('failed' in answer) throw Object.assign(new Error(answer.failed), { code: answer.code })
      return answer.done
    } finally {
      child.kill()
      child = undefined
    }
  }

  async function pass(mergeLate: boolean): Promise<PassResult | undefined> {
    // A file is written before the database gives its room back: what is left is for cases.
    if (kernel.space.isScarce()) return undefined
    const nowMs = clock.now().getTime()
    const all = mergeLate || nowMs - mergedAtMs >= MERGE_ALL_MS
    const { folder, databaseUrl, hotHours } = place
    const policy: Policy = {
      hotMs: Math.max(hotHours * HOUR_MS, lookbackMs()),
      dayShiftMinutes,
      lateAtOnce: LATE_AT_ONCE,
      mergeLate: all,
    }
    const before = new Date(nowMs - policy.hotMs - HOUR_MS)
    try {
      // Most turns come upon nothing to do: no process is started for that.
      const oldest = all ? undefined : await pool.whole(findOldestHour)
      if (!all && (oldest === undefined || oldest > before)) return undefined
      const result = await (databaseUrl === undefined
        ? keepReadings({ pool, folder, clock, log, policy })
        : inProcess(databaseUrl, policy))
      if (!result.busy && all) mergedAtMs = nowMs
      figures.passed(result)
      if (result.hours + result.lateDays + result.expired > 0) kernel.wrote()
      await figures.refresh()
      return result
    } catch (error) {
      if (stopping) return undefined
      figures.failed()
      // Readings stay where they are; the next pass goes on.
      log.warn({ err: error }, 'readings could not be sealed')
      throw error
    }
  }

  return {
    /** One pass, or the one under way. Late readings are merged however few, if asked. */
    keep(mergeLate = false): Promise<PassResult | undefined> {
      running ??= pass(mergeLate).finally(() => {
        running = undefined
      })
      return running
    },
    /** Ends the pass under way; what it was at is taken up by the next. */
    async stop(): Promise<void> {
      stopping = true
      child?.kill()
      await running?.catch(() => {})
    },
  }
}
