import { qualify, type ThingType } from '../../contract/pack/index.ts'
import type { SensedProperty, SensedType } from './registry/registry.ts'
import type { RulePack, RuleSet } from './rules/index.ts'

/** The properties of every type the packs declare, as the ingest path needs them. */
export function typesOf(packs: readonly RulePack[], ruleSet: RuleSet): Map<string, SensedType> {
  const types = new Map<string, SensedType>()
  for (const pack of packs) {
    for (const [name, declared] of Object.entries(pack.things)) {
      const id = qualify(pack.id, name)
      types.set(id, { properties: propertiesOf(declared, id, ruleSet), isPrivate: declared.private })
    }
  }
  return types
}

function propertiesOf(declared: ThingType, id: string, ruleSet: RuleSet): SensedProperty[] {
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

/** The rules that watch things at people's homes. */
export const privateRulesOf = (types: ReadonlyMap<string, SensedType>, ruleSet: RuleSet): string[] =>
  [...ruleSet.types.values()]
    .filter(({ id }) => types.get(id)?.isPrivate === true)
    .flatMap(({ rules }) => rules.map(({ id }) => id))
