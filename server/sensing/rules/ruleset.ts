import type { Consequence, Input, Rules, Severity, Texts, ThingTypes, Value } from '../../../contract/pack/index.ts'
import type { Closure } from './language/closure.ts'
import type { Ground } from './language/explain.ts'
import type { ScopeType } from './language/scope.ts'

/** What the engine needs of one installed pack: what it declares, and the inputs somebody set. */
export interface RulePack {
  readonly id: string
  readonly things: ThingTypes
  readonly rules: Rules
  readonly inputs: Readonly<Record<string, Input>>
  /** Inputs set at installation; the declared default serves where there is none. */
  readonly settings?: Readonly<Record<string, Value>>
}

/** Something kept in a column of a thing's row: a property, an attribute or the figure of a window. */
export interface Column {
  readonly name: string
  readonly title: Texts
  readonly type: ScopeType
  readonly unit: string | undefined
  readonly index: number
}

/** A sliding figure over one property. It is kept in slices, so that memory and time are bounded whatever arrives. */
export interface CompiledWindow {
  readonly agg: 'min' | 'max' | 'mean' | 'count' | 'sum' | 'rate'
  readonly source: number
  readonly target: number
  readonly sliceMs: number
  /** Where its slices begin among the window numbers of a thing. */
  readonly offset: number
}

export interface CompiledLevel {
  readonly severity: Severity
  /** 1 blue to 4 red. */
  readonly rank: number
  readonly when: Closure
  readonly clear: Closure | undefined
  readonly whenGrounds: readonly Ground[]
  readonly clearGrounds: readonly Ground[]
  /** Its place among the level slots of a thing. */
  readonly slot: number
}

export interface CompiledAbsence {
  readonly columns: readonly number[]
  readonly overMs: number
  /** Minutes of the local day between which silence counts. */
  readonly between: readonly [number, number] | undefined
  readonly activeOnly: boolean
  readonly rank: number
  /** Its place among the absence slots of a thing. */
  readonly slot: number
}

export interface CompiledRule {
  /** `pack.rule`. */
  readonly id: string
  /** Its place in `RuleSet.rules` and in the counts of the state. */
  readonly index: number
  readonly title: Texts
  readonly consequence: Consequence
  readonly holdMs: number
  readonly levels: readonly CompiledLevel[]
  readonly absence: CompiledAbsence | undefined
  /** Its place among the rule slots of a thing. */
  readonly slot: number
  /** Columns it reads: the values a firing carries. */
  readonly reads: readonly number[]
}

export interface CompiledType {
  /** `pack.type`. */
  readonly id: string
  readonly index: number
  readonly properties: ReadonlyMap<string, Column>
  readonly attributes: ReadonlyMap<string, Column>
  readonly columns: readonly Column[]
  /** Values a thing without attributes of its own begins with, one a column; unknown is NaN. */
  readonly initial: Float64Array
  readonly rules: readonly CompiledRule[]
  readonly windows: readonly CompiledWindow[]
  readonly windowNumbers: number
  readonly levelSlots: number
  readonly absenceSlots: number
  /** By property column: the rules to judge when it is read, the windows it feeds and those these rules look at. */
  readonly rulesOf: readonly (readonly CompiledRule[])[]
  readonly windowsFed: readonly (readonly CompiledWindow[])[]
  readonly windowsRead: readonly (readonly CompiledWindow[])[]
}

/** All rules of all installed packs, ready to run. It holds no state and can be shared. */
export interface RuleSet {
  readonly types: ReadonlyMap<string, CompiledType>
  readonly rules: readonly CompiledRule[]
  /** IANA name of the zone whose wall clock `between` speaks of. */
  readonly zone: string
  /** The number a text is kept as; a new one is given to a text not met before. */
  intern(text: string): number
  readonly texts: readonly string[]
}

/** A reading or any other value as the engine keeps it. */
export function encode(ruleSet: Pick<RuleSet, 'intern'>, value: Value): number {
  return typeof value === 'number' ? value : typeof value === 'boolean' ? (value ? 1 : 0) : ruleSet.intern(value)
}

/** The value behind a kept number; unknown is undefined. */
export function decode(ruleSet: Pick<RuleSet, 'texts'>, column: Column, kept: number): Value | undefined {
  if (Number.isNaN(kept)) return undefined
  return column.type === 'bool' ? kept === 1 : column.type === 'string' ? (ruleSet.texts[kept] ?? '') : kept
}
