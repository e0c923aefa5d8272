import type { ThingEntry } from '../registry/registry.ts'
import {
  addThing,
  createRuleState,
  type Firing,
  observe,
  type RuleSet,
  type RuleState,
  removeThing,
  restoreAlarm,
  type Span,
  setAbsences,
  setAttributes,
  tick,
} from '../rules/index.ts'
import type { OpenAlarm } from './queries.ts'

export type Judge = ReturnType<typeof createJudge>

/** The rules with what they remember, fed with readings as they are taken. `textOf` gives the text a word number stands for. */
export function createJudge(ruleSet: RuleSet, textOf: (word: number) => string) {
  const state: RuleState = createRuleState(ruleSet)

  return {
    ruleSet,
    observe(entry: ThingEntry, place: number, value: number, atMs: number, out: Firing[]): void {
      const property = entry.properties[place]
      if (property === undefined) return
      const kept = property.kind === 'string' ? ruleSet.intern(textOf(value)) : value
      observe(state, entry.number, property.column, kept, atMs, out)
    },
    tick: (nowMs: number, out: Firing[]): void => tick(state, nowMs, out),
    /** Makes a thing known, or its attributes, if it is known. */
    put(entry: ThingEntry): void {
      if ((state.typeOf[entry.number] ?? -1) >= 0) setAttributes(state, entry.number, entry.attributes)
      else addThing(state, entry.number, entry.type, entry.attributes, entry.since.getTime())
    },
    setAbsences: (entry: ThingEntry, spans: readonly Span[], nowMs: number, out: Firing[]): void =>
      setAbsences(state, entry.number, spans, nowMs, out),
    remove: (entry: ThingEntry): void => removeThing(state, entry.number),
    restore: (entry: ThingEntry, alarm: OpenAlarm): void =>
      restoreAlarm(state, entry.number, alarm.rule, alarm.severity),
    /** Readings that came to nothing because a value was unknown, by rule. */
    unknown: (): ReadonlyMap<string, number> =>
      new Map(ruleSet.rules.map((rule) => [rule.id, state.unknown[rule.index] ?? 0])),
  }
}
