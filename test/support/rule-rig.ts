import assert from 'node:assert/strict'
import type { Value } from '../../contract/pack/index.ts'
import {
  addThing,
  compileRules,
  createRuleState,
  encode,
  type Firing,
  observe,
  type RulePack,
  type RuleState,
  tick,
} from '../../server/sensing/index.ts'

const minuteMs = 60_000

/** A rule engine with one thing, number 1, spoken to in minutes since its clock began; it says what fired. */
export interface RuleRig {
  readonly state: RuleState
  /** Observes at a minute; says `rule state severity` of what fired. */
  see(minute: number, values: Record<string, Value>): string[]
  /** Lets the time become a minute. */
  wait(minute: number): string[]
  /** Everything that fired, in full. */
  readonly firings: Firing[]
}

/** Sets up a rig for a thing of a type; the clock begins at `startAt`, in the zone of Shanghai. */
export function createRuleRig(
  pack: RulePack,
  type: string,
  startAt = '2026-03-02T09:00:00+08:00',
  attributes: Record<string, Value> = {},
): RuleRig {
  const { ruleSet, faults } = compileRules([pack], 'Asia/Shanghai')
  assert.deepEqual(faults, [])
  const startMs = Temporal.Instant.from(startAt).epochMilliseconds
  const state = createRuleState(ruleSet)
  assert.ok(addThing(state, 1, `${pack.id}.${type}`, attributes, startMs))
  const firings: Firing[] = []
  const since = (act: () => void): string[] => {
    const from = firings.length
    act()
    return firings
      .slice(from)
      .map((it) => `${it.rule.id} ${it.state} ${it.severity} at ${(it.atMs - startMs) / minuteMs}`)
  }
  return {
    state,
    firings,
    see: (minute, values) =>
      since(() => {
        for (const [word, value] of Object.entries(values)) {
          const column = ruleSet.types.get(`${pack.id}.${type}`)?.properties.get(word)
          assert.ok(column, word)
          observe(state, 1, column.index, encode(ruleSet, value), startMs + minute * minuteMs, firings)
        }
      }),
    wait: (minute) => since(() => tick(state, startMs + minute * minuteMs, firings)),
  }
}
