import type { Registry } from '../registry/registry.ts'
import type { Firing, RuleSet } from '../rules/index.ts'
import type { OpenAlarm } from './queries.ts'
import { RULE_GONE } from './unruled.ts'

/** Ends the open alarms of rules that are not there any more: nothing else would ever clear them. */
export function clearOrphans(
  open: readonly OpenAlarm[],
  { registry, before, after, nowMs }: { registry: Registry; before: RuleSet; after: RuleSet; nowMs: number },
): Firing[] {
  const kept = new Set(after.rules.map((rule) => rule.id))
  const gone = new Map(before.rules.filter((rule) => !kept.has(rule.id)).map((rule) => [rule.id, rule]))
  return open.flatMap((alarm): Firing[] => {
    const rule = gone.get(alarm.rule)
    const thing = registry.findById(alarm.thingId)
    if (rule === undefined || thing === undefined) return []
    const { severity } = alarm
    const said = { values: {}, because: RULE_GONE, title: rule.title }
    return [{ rule, thing: thing.number, state: 'cleared', severity, previous: undefined, atMs: nowMs, ...said }]
  })
}
