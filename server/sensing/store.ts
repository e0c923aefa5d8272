import type { Tx } from '../kernel/database/pool.ts'
import type { Kernel } from '../kernel/index.ts'
import { createAlarms } from './alarms/alarms.ts'
import { createJudge, type Judge } from './alarms/judge.ts'
import { clearOrphans } from './alarms/orphans.ts'
import { listOpenAlarms } from './alarms/queries.ts'
import type { Batch } from './intake/batch.ts'
import { createNewest } from './intake/newest.ts'
import { createTaker, type TimeLimits } from './intake/take.ts'
import { createWords, type NewWord } from './intake/words.ts'
import { createRegistry } from './registry/registry.ts'
import type { RuleSet } from './rules/index.ts'
import { createAccounts } from './writing/accounts.ts'
import { commitBatch } from './writing/commit.ts'
import { createHours, hourOf } from './writing/hours.ts'
import { createNumbers } from './writing/numbers.ts'
import { restoreRules } from './writing/restore-rules.ts'
import { restoreNewest, saveSnapshot, takeSnapshot } from './writing/snapshot.ts'
import { createWriter } from './writing/writer.ts'

/** The next hour's partition is made this long before it begins. */
const AHEAD_MS = 10 * 60_000

/** Everything remembered of readings, and the writer that keeps it in step with the database. */
export function createStore(kernel: Kernel, ruleSet: RuleSet, limits: TimeLimits) {
  const { clock, log, pool } = kernel
  const registry = createRegistry()
  const newest = createNewest()
  const words = createWords()
  const numbers = createNumbers()
  const accounts = createAccounts()
  const hours = createHours()
  const alarms = createAlarms({ registry, log })
  let rules = ruleSet
  let judge: Judge = createJudge(rules, words.text)
  let onCommitted = (_seconds: number): void => {}

  async function judgeAgain(tx: Tx, batch: Batch): Promise<void> {
    const open = await listOpenAlarms(tx)
    alarms.restore(open)
    judge = createJudge(rules, words.text)
    await restoreRules({ registry, newest, judge, alarms }, tx, open, clock.now().getTime(), batch.firings)
  }

  async function restore(tx: Tx, batch: Batch): Promise<void> {
    numbers.restore(await accounts.restore(tx))
    words.restore(await tx.query<NewWord>(`select id, text from sensing.word order by id`))
    await hours.restore(tx, hourOf(clock.now().getTime()))
    await restoreNewest(tx, newest)
    await judgeAgain(tx, batch)
  }

  async function commit(tx: Tx, batch: Batch, reserved: number): Promise<void> {
    const began = performance.now()
    const entries = await commitBatch({ clock, hours, accounts, alarms }, tx, batch, reserved)
    onCommitted((performance.now() - began) / 1000)
    if (entries > 0) kernel.wrote()
  }

  const writer = createWriter({ pool, log, numbers, restore, commit })
  const taker = createTaker({ registry, newest, words, limits, judge: () => judge, nextNo: numbers.next })

  function tick(): void {
    writer.remind((batch) => {
      const nowMs = clock.now().getTime()
      judge.tick(nowMs, batch.firings)
      if (accounts.isDue()) batch.account = true
      const next = hourOf(nowMs + AHEAD_MS)
      if (!hours.isOpen(next)) batch.hours.add(next)
    })
  }

  async function snapshot(): Promise<void> {
    const taken = await writer.between(() => takeSnapshot(newest, accounts.lastNo()))
    if (taken.chunks.size === 0) return
    try {
      await saveSnapshot(pool, taken)
    } catch (error) {
      // The next one holds these series too.
      newest.addChanged(taken.series)
      throw error
    }
  }

  return {
    registry,
    newest,
    words,
    alarms,
    writer,
    taker,
    tick,
    snapshot,
    judge: (): Judge => judge,
    /** Begins to write, judging by some rules; resolves when readings can be taken. */
    async start(first: RuleSet): Promise<void> {
      rules = first
      writer.start()
      await writer.between(() => {})
    },
    /** Puts other rules in place, as after a restart. `prepare` runs while no reading is taken. */
    setRules: (next: RuleSet, prepare: () => Promise<void>): Promise<void> =>
      writer.between(async (tx, batch) => {
        const before = judge.ruleSet
        await prepare()
        rules = next
        await judgeAgain(tx, batch)
        const nowMs = clock.now().getTime()
        batch.firings.push(...clearOrphans(await listOpenAlarms(tx), { registry, before, after: next, nowMs }))
      }),
    watchCommits(watch: (seconds: number) => void): void {
      onCommitted = watch
    },
  }
}
