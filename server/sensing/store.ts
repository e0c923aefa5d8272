import type { Tx } from '../kernel/database/pool.ts'
import type { Kernel } from '../kernel/index.ts'
import { createKnownAbsences } from './absences/known.ts'
import { createAlarms } from './alarms/alarms.ts'
import { createJudge, type Judge } from './alarms/judge.ts'
import { clearOrphans } from './alarms/orphans.ts'
import { listOpenAlarms } from './alarms/queries.ts'
import type { Batch } from './intake/batch.ts'
import { createNewest } from './intake/newest.ts'
import { createTaker, type TimeLimits } from './intake/take.ts'
import { createWords } from './intake/words.ts'
import { createQuarantine } from './quotas/quarantine.ts'
import { createLive } from './readings/live.ts'
import { createRegistry, type ThingEntry } from './registry/registry.ts'
import type { RuleSet } from './rules/index.ts'
import { createAccounts } from './writing/accounts.ts'
import { commitBatch } from './writing/commit.ts'
import { createHours, hourOf } from './writing/hours.ts'
import { createNumbers } from './writing/numbers.ts'
import { listWords } from './writing/queries.ts'
import { longestLookbackMs, restoreRules } from './writing/restore-rules.ts'
import { createSnapshots, restoreNewest } from './writing/snapshot.ts'
import { createWriter } from './writing/writer.ts'

/** The next hour's partition is made this long before it begins. */
const AHEAD_MS = 10 * 60_000

export type Store = ReturnType<typeof createStore>

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
  const absences = createKnownAbsences()
  const quarantine = createQuarantine(registry)
  let rules = ruleSet
  let judge: Judge = createJudge(rules, words.text)
  const live = createLive({ registry, newest, words })
  let onCommitted = (_seconds: number): void => {}

  async function judgeAgain(tx: Tx, batch: Batch): Promise<void> {
    const open = await listOpenAlarms(tx)
    alarms.restore(open)
    judge = createJudge(rules, words.text)
    await absences.restore(tx, clock.now())
    await restoreRules({ registry, newest, judge, alarms, absences }, tx, open, clock.now().getTime(), batch.firings)
  }

  async function restore(tx: Tx, batch: Batch): Promise<void> {
    numbers.restore(await accounts.restore(tx))
    words.restore(await listWords(tx))
    await hours.restore(tx, hourOf(clock.now().getTime()))
    await restoreNewest(tx, newest)
    await quarantine.restore(tx)
    await judgeAgain(tx, batch)
  }

  async function commit(tx: Tx, batch: Batch, reserved: number): Promise<void> {
    const began = performance.now()
    const entries = await commitBatch({ clock, hours, accounts, alarms, quarantine }, tx, batch, reserved)
    onCommitted((performance.now() - began) / 1000)
    live.tell(batch.rows)
    if (entries > 0) kernel.wrote()
  }

  const writer = createWriter({ pool, log, numbers, restore, commit, isDiskFull: kernel.space.isScarce })
  kernel.space.onChange(writer.notify)
  const taker = createTaker({ registry, newest, words, limits, quarantine, judge: () => judge, nextNo: numbers.next })

  function tick(): void {
    writer.remind((batch) => {
      const nowMs = clock.now().getTime()
      judge.tick(nowMs, batch.firings)
      if (accounts.isDue()) batch.account = true
      const next = hourOf(nowMs + AHEAD_MS)
      if (!hours.isOpen(next)) batch.hours.add(next)
    })
  }

  /** Makes a thing known to the rules, or what it has become, with the absences announced for it. */
  function enlist(entry: ThingEntry): void {
    judge.put(entry)
    const spans = absences.spansOf(entry.id)
    if (spans.length > 0)
      writer.remind((batch) => judge.setAbsences(entry, spans, clock.now().getTime(), batch.firings))
  }

  /** Takes over what absences of a thing the table now has; what they change is told in the next batch. */
  const applyAbsences = (thingId: string): Promise<void> =>
    writer.between(async (tx, batch) => {
      await absences.refresh(tx, thingId)
      const entry = registry.findById(thingId)
      const nowMs = clock.now().getTime()
      if (entry !== undefined) judge.setAbsences(entry, absences.spansOf(thingId), nowMs, batch.firings)
    })

  return {
    registry,
    newest,
    words,
    live,
    alarms,
    absences,
    enlist,
    applyAbsences,
    /** Takes over what quotas and quarantines the tables now have. */
    applyQuotas: (): Promise<void> => writer.between((tx) => quarantine.restore(tx)),
    quarantine,
    writer,
    taker,
    tick,
    snapshot: createSnapshots({ pool, newest, writer, lastNo: accounts.lastNo }),
    judge: (): Judge => judge,
    /** How far rules look back after a restart, in ms. */
    lookbackMs: (): number => longestLookbackMs(rules),
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
