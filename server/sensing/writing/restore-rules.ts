import type { Tx } from '../../kernel/database/pool.ts'
import type { KnownAbsences } from '../absences/known.ts'
import type { Alarms } from '../alarms/alarms.ts'
import type { Judge } from '../alarms/judge.ts'
import type { OpenAlarm } from '../alarms/queries.ts'
import type { Newest } from '../intake/newest.ts'
import type { Registry } from '../registry/registry.ts'
import type { CompiledType, Firing, RuleSet } from '../rules/index.ts'

interface RestoreDeps {
  registry: Registry
  newest: Newest
  judge: Judge
  alarms: Alarms
  absences: KnownAbsences
}

/** How far back the rules look at each property of a type, in ms; 0 where its newest reading is enough. */
function lookbackMs(type: CompiledType, column: number): number {
  // Twice the hold: what began to hold before a stop is seen from its beginning.
  const holds = (type.rulesOf[column] ?? []).map((rule) => 2 * rule.holdMs)
  const windows = (type.windowsFed[column] ?? []).map((window) => window.sliceMs * SLICES)
  return Math.max(0, ...holds, ...windows)
}

// A window is kept in thirty slices; two more for its edges.
const SLICES = 32

/** How far back the rules of any type look, in ms: readings as old as this are needed after a restart. */
export function longestLookbackMs(ruleSet: RuleSet): number {
  let longest = 0
  for (const type of ruleSet.types.values())
    for (const { index } of type.properties.values()) longest = Math.max(longest, lookbackMs(type, index))
  return longest
}

/**
 * Makes the rules remember what they would after all readings kept so far: things, open alarms, absences, the newest reading of
 * every series, and the recent ones of series whose rules hold or look at windows. What the rules then say that the
 * alarms do not (their limits were changed, or the clock went on) is left in `out`, to be told.
 */
export async function restoreRules(
  deps: RestoreDeps,
  tx: Tx,
  open: readonly OpenAlarm[],
  nowMs: number,
  out: Firing[],
): Promise<void> {
  const { registry, newest, judge, absences } = deps
  for (const entry of registry.all()) judge.put(entry)
  for (const alarm of open) {
    const entry = registry.findById(alarm.thingId)
    if (entry !== undefined) judge.restore(entry, alarm)
  }
  const firings: Firing[] = []
  for (const entry of registry.all()) {
    const spans = absences.spansOf(entry.id)
    if (spans.length > 0) judge.setAbsences(entry, spans, nowMs, firings)
  }
  const history = new Map<number, number>()
  for (const entry of registry.all()) {
    const type = judge.ruleSet.types.get(entry.type)
    if (type === undefined) continue
    entry.series.forEach((series, place) => {
      const at = newest.atOf(series)
      if (at === undefined) return
      const back = lookbackMs(type, entry.properties[place]?.column ?? -1)
      if (back > 0 && at >= nowMs - back) history.set(series, back)
      else judge.observe(entry, place, newest.valueOf(series), at, firings)
    })
  }
  await replay(deps, tx, history, nowMs, firings)
  judge.tick(nowMs, firings)
  out.push(...lastOfEach(firings, registry, deps.alarms))
}

async function replay(
  { registry, judge }: RestoreDeps,
  tx: Tx,
  history: ReadonlyMap<number, number>,
  nowMs: number,
  firings: Firing[],
): Promise<void> {
  if (history.size === 0) return
  const from = nowMs - Math.max(...history.values())
  const rows = await tx.query<{ series_id: number; at: Date; value: number }>(
    `select series_id, at, value from sensing.reading where at >= $1 and series_id = any($2) order by at, no`,
    [new Date(from), [...history.keys()]],
  )
  for (const row of rows) {
    const entry = registry.findBySeries(row.series_id)
    const atMs = row.at.getTime()
    if (entry === undefined || atMs < nowMs - (history.get(row.series_id) ?? 0)) continue
    judge.observe(entry, registry.placeOf(row.series_id), row.value, atMs, firings)
  }
}

/** Of everything fired again, what differs in the end from the alarms as they stand. */
function lastOfEach(firings: readonly Firing[], registry: Registry, alarms: Alarms): Firing[] {
  const last = new Map<string, Firing>()
  for (const firing of firings) last.set(`${firing.rule.id} ${firing.thing}`, firing)
  return [...last.values()].flatMap((firing): Firing[] => {
    const thing = registry.findByNumber(firing.thing)
    const known = thing && alarms.find(firing.rule.id, thing.id)
    if (known === undefined)
      return firing.state === 'cleared' ? [] : [{ ...firing, state: 'raised', previous: undefined }]
    if (firing.state === 'cleared') return [firing]
    return firing.severity === known.severity ? [] : [{ ...firing, state: 'changed', previous: known.severity }]
  })
}
