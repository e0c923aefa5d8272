import { type ASTNode, TypeError as CelTypeError, ParseError } from '@marcbachmann/cel-js'
import type { Scope, ScopeType } from './scope.ts'

/** Why an expression cannot be used, and where in its text. */
export interface ExpressionFault {
  readonly code: 'syntax' | 'type' | 'not-in-language' | 'not-boolean' | 'unit'
  readonly message: string
  readonly offset: number
}

export interface Expression {
  /** As the author wrote it. */
  readonly source: string
  /** The same in strict CEL: integers written as doubles, so that any CEL engine gives our answers. */
  readonly strict: string
  readonly ast: ASTNode
  /** Number of nodes: what one evaluation costs at most. */
  readonly cost: number
}

const operators = new Set(['value', 'id', '.', 'list', '?:', '||', '&&', '!_', '-_', 'in'])
for (const operator of ['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/']) operators.add(operator)

/** Parses, narrows to the rule language and type-checks one boolean expression. */
export function readExpression(source: string, scope: Scope): Expression | ExpressionFault {
  try {
    const written = scope.environment.parse(source).ast
    const strange = findStrange(written)
    if (strange) return strange
    const strict = writeDoubles(source, written)
    const parsed = scope.environment.parse(strict)
    const checked = parsed.check()
    if (!checked.valid) return describe(checked.error, source, strict)
    if (checked.type !== 'bool') {
      return { code: 'not-boolean', message: `must be true or false, but is ${checked.type}`, offset: 0 }
    }
    const text = findTextArithmetic(parsed.ast, scope)
    if (text) return { ...text, offset: toSource(text.offset, source, strict) }
    return { source, strict, ast: parsed.ast, cost: countNodes(parsed.ast) }
  } catch (error) {
    return describe(error, source, source)
  }
}

/** Whether `readExpression` refused. */
export function isFault(result: Expression | ExpressionFault): result is ExpressionFault {
  return 'code' in result
}

/** The operands of a node, in order. */
export function operands(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '.':
      return [node.args[0]]
    case '!_':
    case '-_':
      return [node.args]
    case 'list':
      return node.args
    case '?:':
      return node.args
    case 'call':
    case 'rcall':
    case 'map':
    case '.?':
      return []
    default:
      return node.args
  }
}

/** The type of a node that has passed the type check. */
export function typeOf(node: ASTNode, scope: Scope): ScopeType {
  switch (node.op) {
    case 'value':
      return typeof node.args === 'number' ? 'double' : typeof node.args === 'string' ? 'string' : 'bool'
    case 'id':
    case '.':
      return scope.names.get(nameOf(node))?.type ?? 'bool'
    case '?:':
      return typeOf(node.args[1], scope)
    case '+':
    case '-':
    case '*':
    case '/':
      return typeOf(node.args[0], scope)
    case '-_':
      return 'double'
    default:
      return 'bool'
  }
}

/** `level` or `thing.red`, as the scope lists it. */
export function nameOf(node: ASTNode): string {
  if (node.op === 'id') return node.args
  if (node.op === '.') return `${nameOf(node.args[0])}.${node.args[1]}`
  return ''
}

function countNodes(node: ASTNode): number {
  return operands(node).reduce((sum, operand) => sum + countNodes(operand), 1)
}

function findStrange(node: ASTNode): ExpressionFault | undefined {
  const refuse = (message: string) => ({ code: 'not-in-language' as const, message, offset: node.start })
  if (!operators.has(node.op)) {
    return refuse(
      node.op.endsWith('call')
        ? 'functions are not part of the rule language'
        : `${node.op} is not part of the rule language`,
    )
  }
  if (node.op === 'value') {
    const text = node.input.slice(node.start, node.end)
    if (typeof node.args === 'bigint' && !/^\d+$/.test(text)) return refuse(`write ${text} as a decimal number`)
    if (typeof node.args === 'object') return refuse(`${text} is not part of the rule language`)
  }
  if (node.op === 'in') {
    const list = node.args[1]
    if (list.op !== 'list' || list.args.some((it) => it.op !== 'value'))
      return refuse('in needs a list of literals on its right')
  } else if (operands(node).some((it) => it.op === 'list')) {
    return refuse('a list can only stand on the right of in')
  }
  for (const operand of operands(node)) {
    const found = findStrange(operand)
    if (found) return found
  }
  return undefined
}

/** All integer literals get a `.0`: in CEL `level + 1` and `level == 1` with a double `level` are errors. */
function writeDoubles(source: string, ast: ASTNode): string {
  const ends: number[] = []
  const visit = (node: ASTNode): void => {
    if (node.op === 'value' && typeof node.args === 'bigint') ends.push(node.end)
    operands(node).forEach(visit)
  }
  visit(ast)
  return ends.sort((a, b) => b - a).reduce((text, end) => `${text.slice(0, end)}.0${text.slice(end)}`, source)
}

// Texts are kept as numbers that only say whether they are the same text, so they have no order and no sum.
const numeric = new Set(['<', '<=', '>', '>=', '+'])
function findTextArithmetic(node: ASTNode, scope: Scope): ExpressionFault | undefined {
  const parts = operands(node)
  if (numeric.has(node.op) && parts.some((it) => typeOf(it, scope) === 'string')) {
    return { code: 'not-in-language', message: 'texts can only be compared with ==, != and in', offset: node.start }
  }
  for (const part of parts) {
    const found = findTextArithmetic(part, scope)
    if (found) return found
  }
  return undefined
}

function describe(error: unknown, source: string, strict: string): ExpressionFault {
  const known = error instanceof ParseError || error instanceof CelTypeError
  if (!known) throw error
  const offset = toSource(error.range?.start ?? 0, source, strict)
  return { code: error instanceof ParseError ? 'syntax' : 'type', message: error.summary, offset }
}

/** Offsets in the strict text run ahead of the written text by two for every integer before them. */
function toSource(reached: number, source: string, strict: string): number {
  let offset = 0
  for (let at = 0; at < reached && offset < source.length; at++) if (strict[at] === source[offset]) offset++
  return offset
}
