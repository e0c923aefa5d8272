import type { ASTNode } from '@marcbachmann/cel-js'
import { type ExpressionFault, nameOf, operands } from './expression.ts'
import type { Scope } from './scope.ts'

const additive = new Set(['<', '<=', '>', '>=', '==', '!=', '+', '-'])

/** The first place where two different units are added or compared, such as metres with centimetres. */
export function findUnitClash(node: ASTNode, scope: Scope): ExpressionFault | undefined {
  for (const operand of operands(node)) {
    const found = findUnitClash(operand, scope)
    if (found) return found
  }
  if (!additive.has(node.op)) return undefined
  const [left, right] = operands(node).map((it) => unitOf(it, scope))
  if (left === undefined || right === undefined || left === right) return undefined
  return { code: 'unit', message: `compares or adds ${left} and ${right}`, offset: node.start }
}

/** A literal has no unit and goes with any; so does what multiplication or division leaves. */
export function unitOf(node: ASTNode, scope: Scope): string | undefined {
  if (node.op === 'id' || node.op === '.') return scope.names.get(nameOf(node))?.unit
  if (node.op === '-_') return unitOf(node.args, scope)
  if (node.op === '?:') return unitOf(node.args[1], scope) ?? unitOf(node.args[2], scope)
  if (node.op !== '+' && node.op !== '-') return undefined
  return unitOf(node.args[0], scope) ?? unitOf(node.args[1], scope)
}
