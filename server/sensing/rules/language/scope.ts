import { Environment } from '@marcbachmann/cel-js'
import type { Texts, ThingType, Window } from '../../../../contract/pack/index.ts'

/** Types an expression can have. Every number is a double: see docs/decisions/0030-numbers-in-rules.md. */
export type ScopeType = 'double' | 'bool' | 'string'

/** Where the value of a name is kept: a column of the thing's row in the rule state, or a constant of the installation. */
export type Place = { column: number } | { constant: number }

export interface Name {
  readonly title: Texts
  readonly type: ScopeType
  readonly place: Place
  /** UCUM unit where there is one; names without a unit are compared with anything. */
  readonly unit: string | undefined
}

/** The names one rule's expressions may say: properties and windows bare, then `thing.x` and `inputs.x`. */
export interface Scope {
  readonly names: ReadonlyMap<string, Name>
  readonly environment: Environment
}

/** A property's, attribute's or input's type in the expression language. */
export const scopeTypes: Readonly<Record<ThingType['properties'][string]['type'], ScopeType>> = {
  number: 'double',
  boolean: 'bool',
  string: 'string',
}

/** Bounds on one expression, far above what a rule needs and far below what would be felt in the ingest path. */
const expressionLimits = { maxAstNodes: 80, maxDepth: 12, maxListElements: 16 }

/** Builds the environment in which the CEL engine parses and type-checks the expressions of a rule. */
export function createScope(names: ReadonlyMap<string, Name>): Scope {
  const environment = new Environment({ limits: expressionLimits })
  const grouped: Record<string, Record<string, string>> = { thing: {}, inputs: {} }
  for (const [name, { type }] of names) {
    const [group, member] = name.split('.')
    if (member === undefined) environment.registerVariable(name, type)
    else if (group !== undefined && grouped[group]) grouped[group][member] = type
  }
  for (const [name, schema] of Object.entries(grouped)) environment.registerVariable({ name, schema })
  return { names, environment }
}

/** The unit of a window's figure: a rate is per hour, a count has none. */
export function windowUnit(window: Window, unit: string | undefined): string | undefined {
  if (window.agg === 'count') return '1'
  if (window.agg === 'rate') return unit === undefined ? undefined : `${unit}/h`
  return unit
}

const reservedWords = new Set(
  'as break const continue else false for function if import in inputs let loop namespace null package return thing true var void while'.split(
    ' ',
  ),
)

/** Whether CEL or the rule language keeps a name for itself: no property, window, attribute or input may bear it. */
export function isReserved(word: string): boolean {
  return reservedWords.has(word)
}
