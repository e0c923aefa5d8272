import type { Texts } from '../../../contract/pack/index.ts'

/** Something in a pack's rules that keeps a rule from running. `path` leads to the place in `rules.yaml`. */
export interface RuleFault {
  readonly pack: string
  readonly path: readonly (string | number)[]
  readonly code: string
  readonly text: Texts
  /** Characters into the expression at `path`, where the fault is in one. */
  readonly offset?: number
}

/** Collects the faults of one rule. */
export interface FaultList {
  readonly list: RuleFault[]
  add(code: string, path: readonly (string | number)[], zh: string, en: string, offset?: number): void
}

export function createFaultList(pack: string, rule: string): FaultList {
  const list: RuleFault[] = []
  return {
    list,
    add: (code, path, zh, en, offset) =>
      list.push({ pack, path: [rule, ...path], code, text: { zh, en }, ...(offset === undefined ? {} : { offset }) }),
  }
}
