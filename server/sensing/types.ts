import { qualify, type ThingType } from '../../contract/pack/index.ts'
import type { SensedProperty, SensedType } from './registry/registry.ts'
import type { RulePack, RuleSet } from './rules/index.ts'

/** The properties of every type the packs declare, as the ingest path needs them. */
export function typesOf(packs: readonly RulePack[], ruleSet: RuleSet): Map<string, SensedType> {
  const types = new Map<string, SensedType>()
  for (const pack of packs) {
    for (const [name, declared] of Object.entries(pack.things)) {
      const id = qualify(pack.id, name)
      types.set(id, propertiesOf(declared, id, ruleSet))
    }
  }
  return types
}

function propertiesOf(declared: ThingType, id: string, ruleSet: RuleSet): SensedType {
  const columns = ruleSet.types.get(id)?.properties
  return Object.entries(declared.properties).map(
    ([name, { type, unit, range }]): SensedProperty => ({
      name,
      kind: type,
      unit: unit ?? null,
      min: range?.min ?? Number.NEGATIVE_INFINITY,
      max: range?.max ?? Number.POSITIVE_INFINITY,
      column: columns?.get(name)?.index ?? -1,
    }),
  )
}
