import { qualify } from '../../../contract/pack/index.ts'
import { compileRule } from './compile-rule.ts'
import { draftType, finishType, type TypeDraft } from './compile-type.ts'
import type { RuleFault } from './faults.ts'
import type { CompiledRule, RulePack, RuleSet } from './ruleset.ts'

/**
 * Texts readings may bring before further new ones are kept as unknown: texts come from a few words a device knows, and
 * a faulty device must not fill the memory.
 */
const textLimit = 65_536

/**
 * Compiles the rules of all packs together. A faulty rule is left out and named in `faults`, so that one bad pack does
 * not take the others down; the linter refuses a pack with any.
 */
export function compileRules(packs: readonly RulePack[], zone: string): { ruleSet: RuleSet; faults: RuleFault[] } {
  const { texts, intern } = createTexts()
  const faults: RuleFault[] = []
  const drafts = new Map<string, TypeDraft>()
  for (const pack of packs) {
    for (const [name, declared] of Object.entries(pack.things)) {
      const draft = draftType(pack, name, declared, drafts.size, intern)
      drafts.set(draft.id, draft)
    }
  }
  const rules: CompiledRule[] = []
  for (const pack of packs) {
    for (const [name, rule] of Object.entries(pack.rules)) {
      const draft = drafts.get(qualify(pack.id, rule.of))
      if (!draft) {
        const text = { zh: `没有 ${rule.of} 这类物`, en: `there is no thing type ${rule.of}` }
        faults.push({ pack: pack.id, path: [name, 'of'], code: 'unknown-type', text })
        continue
      }
      const compiled = compileRule(pack, name, rule, draft, rules.length, intern)
      faults.push(...compiled.faults)
      if (compiled.rule) rules.push(compiled.rule)
    }
  }
  const types = new Map([...drafts].map(([id, draft]) => [id, finishType(draft)]))
  return { ruleSet: { types, rules, zone, intern, texts }, faults }
}

function createTexts(): { texts: readonly string[]; intern: (text: string) => number } {
  const texts: string[] = []
  const numbers = new Map<string, number>()
  const intern = (text: string) => {
    const known = numbers.get(text)
    if (known !== undefined) return known
    if (texts.length >= textLimit) return Number.NaN
    numbers.set(text, texts.length)
    return texts.push(text) - 1
  }
  return { texts, intern }
}
