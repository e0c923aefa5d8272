import type { ASTNode } from '@marcbachmann/cel-js'
import { nameOf } from './expression.ts'
import type { Place, Scope } from './scope.ts'

/**
 * A compiled expression. It reads the rule state's values of one thing, whose row begins at `base`, and gives a number:
 * 1 and 0 are true and false, a text is its interned index, and NaN is unknown. Unknown spreads as an error does in CEL:
 * `false && unknown` is false and `true || unknown` is true, either way round; everything else with it is unknown.
 */
export type Closure = (values: Float64Array, base: number) => number

type Intern = (text: string) => number

/** Turns a checked expression into closures: no text is evaluated, and nothing is allocated when they run. */
export function compileNode(node: ASTNode, scope: Scope, intern: Intern): Closure {
  const place = findPlace(node, scope, intern)
  if (place) return 'constant' in place ? constant(place.constant) : column(place.column)
  switch (node.op) {
    case '!_': {
      const operand = compileNode(node.args, scope, intern)
      return (values, base) => 1 - operand(values, base)
    }
    case '-_': {
      const operand = compileNode(node.args, scope, intern)
      return (values, base) => -operand(values, base)
    }
    case '?:': {
      const [condition, yes, no] = node.args.map((it) => compileNode(it, scope, intern)) as [Closure, Closure, Closure]
      return (values, base) => {
        const chosen = condition(values, base)
        return chosen === 1 ? yes(values, base) : chosen === 0 ? no(values, base) : Number.NaN
      }
    }
    case 'in': {
      const wanted = node.args[1].op === 'list' ? node.args[1].args.map((it) => findPlace(it, scope, intern)) : []
      const constants = wanted.map((it) => (it && 'constant' in it ? it.constant : Number.NaN))
      const operand = compileNode(node.args[0], scope, intern)
      return (values, base) => {
        const value = operand(values, base)
        return Number.isNaN(value) ? value : constants.includes(value) ? 1 : 0
      }
    }
    default:
      return compileBinary(node, scope, intern)
  }
}

function compileBinary(node: ASTNode, scope: Scope, intern: Intern): Closure {
  const combine = node.op in binary ? binary[node.op as keyof typeof binary] : undefined
  if (!combine || !Array.isArray(node.args)) throw new Error(`${node.op} passed the check but has no closure`)
  const [left, right] = node.args as [ASTNode, ASTNode]
  const fast = compileThreshold(node.op, findPlace(left, scope, intern), findPlace(right, scope, intern))
  return fast ?? combine(compileNode(left, scope, intern), compileNode(right, scope, intern))
}

/** Where a leaf's value lies, or nothing for an inner node. */
function findPlace(node: ASTNode, scope: Scope, intern: Intern): Place | undefined {
  if (node.op === 'id' || node.op === '.') return scope.names.get(nameOf(node))?.place
  if (node.op !== 'value') return undefined
  const value = node.args
  if (typeof value === 'number') return { constant: value }
  if (typeof value === 'boolean') return { constant: value ? 1 : 0 }
  if (typeof value === 'string') return { constant: intern(value) }
  return undefined
}

const constant =
  (value: number): Closure =>
  () =>
    value

const column =
  (index: number): Closure =>
  (values, base) =>
    values[base + index] as number // rows are allocated whole, so the column exists

// A comparison with NaN is false, so the second test tells false from unknown.
const binary = {
  '<': (a: Closure, b: Closure): Closure => compare(a, b, (x, y) => (x < y ? 1 : x >= y ? 0 : Number.NaN)),
  '<=': (a: Closure, b: Closure): Closure => compare(a, b, (x, y) => (x <= y ? 1 : x > y ? 0 : Number.NaN)),
  '>': (a: Closure, b: Closure): Closure => compare(a, b, (x, y) => (x > y ? 1 : x <= y ? 0 : Number.NaN)),
  '>=': (a: Closure, b: Closure): Closure => compare(a, b, (x, y) => (x >= y ? 1 : x < y ? 0 : Number.NaN)),
  '==': (a: Closure, b: Closure): Closure => compare(a, b, (x, y) => (x === y ? 1 : x < y || x > y ? 0 : Number.NaN)),
  '!=': (a: Closure, b: Closure): Closure => compare(a, b, (x, y) => (x === y ? 0 : x < y || x > y ? 1 : Number.NaN)),
  '+': (a: Closure, b: Closure): Closure => compare(a, b, (x, y) => x + y),
  '-': (a: Closure, b: Closure): Closure => compare(a, b, (x, y) => x - y),
  '*': (a: Closure, b: Closure): Closure => compare(a, b, (x, y) => x * y),
  '/': (a: Closure, b: Closure): Closure => compare(a, b, (x, y) => x / y),
  '&&': (a: Closure, b: Closure): Closure => {
    return (values, base) => {
      const left = a(values, base)
      if (left === 0) return 0
      const right = b(values, base)
      return right === 0 ? 0 : left * right
    }
  },
  '||': (a: Closure, b: Closure): Closure => {
    return (values, base) => {
      const left = a(values, base)
      if (left === 1) return 1
      const right = b(values, base)
      return right === 1 ? 1 : left + right
    }
  },
}

function compare(left: Closure, right: Closure, combine: (x: number, y: number) => number): Closure {
  return (values, base) => combine(left(values, base), right(values, base))
}

/** The shape nearly every rule has, a property against a constant or an attribute, without the calls in between. */
function compileThreshold(op: string, left: Place | undefined, right: Place | undefined): Closure | undefined {
  if (!left || !right || !('column' in left) || (op !== '>=' && op !== '<')) return undefined
  const a = left.column
  const yes = op === '>=' ? 1 : 0
  const no = 1 - yes
  if ('constant' in right) {
    const limit = right.constant
    return (values, base) => {
      const value = values[base + a] as number // rows are allocated whole, so the column exists
      return value >= limit ? yes : value < limit ? no : Number.NaN
    }
  }
  const b = right.column
  return (values, base) => {
    const value = values[base + a] as number // as above
    const limit = values[base + b] as number // as above
    return value >= limit ? yes : value < limit ? no : Number.NaN
  }
}
