import type { ASTNode } from '@marcbachmann/cel-js'
import type { Texts } from '../../../../contract/pack/index.ts'
import { type Closure, compileNode } from './closure.ts'
import { nameOf, operands, typeOf } from './expression.ts'
import type { Scope, ScopeType } from './scope.ts'
import { unitOf } from './units.ts'

/** One side of a comparison as a person reads it: a titled name, or a figure. */
interface Side {
  readonly title: Texts | undefined
  readonly unit: string | undefined
  readonly type: ScopeType
  readonly value: Closure
}

/** A comparison inside an expression, or a bare boolean (then there is no `right`). */
export interface Ground {
  readonly operator: string
  readonly left: Side
  readonly right: Side | undefined
  readonly truth: Closure
}

const opposite: Record<string, string> = { '<': '≥', '<=': '>', '>': '≤', '>=': '<', '==': '≠', '!=': '=' }
const printed: Record<string, string> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥', '==': '=', '!=': '≠' }

/** The comparisons and flags an expression rests on, ready to be said with the values of the moment. */
export function findGrounds(node: ASTNode, scope: Scope, intern: (text: string) => number): Ground[] {
  const side = (it: ASTNode): Side => {
    const name = it.op === 'id' || it.op === '.' ? scope.names.get(nameOf(it)) : undefined
    const value = compileNode(it, scope, intern)
    return { title: name?.title, unit: unitOf(it, scope), type: typeOf(it, scope), value }
  }
  if (node.op in opposite) {
    const [left, right] = operands(node) as [ASTNode, ASTNode]
    const sides = [side(left), side(right)] as const
    // A bare number is printed in the unit of what it is compared with.
    const unit = sides[0].unit ?? sides[1].unit
    const [a, b] = sides.map((it) => (it.type === 'double' ? { ...it, unit: it.unit ?? unit } : it)) as [Side, Side]
    return [{ operator: node.op, left: a, right: b, truth: compileNode(node, scope, intern) }]
  }
  if (node.op === 'id' || node.op === '.') {
    const left = side(node)
    return left.type === 'bool' ? [{ operator: 'is', left, right: undefined, truth: left.value }] : []
  }
  if (node.op === 'in') {
    const left = side(node.args[0])
    return [{ operator: 'is', left, right: undefined, truth: compileNode(node, scope, intern) }]
  }
  return operands(node).flatMap((it) => findGrounds(it, scope, intern))
}

/** Says what is true now of each ground, in both languages; grounds that are unknown are left out. */
export function sayGrounds(
  grounds: readonly Ground[],
  values: Float64Array,
  base: number,
  texts: readonly string[],
): Texts {
  const said: Texts[] = []
  for (const ground of grounds) {
    const truth = ground.truth(values, base)
    if (Number.isNaN(truth)) continue
    const left = saySide(ground.left, values, base, texts)
    const isPlain = ground.operator === '==' && truth === 1 && ground.left.title && !ground.right?.title
    if (!ground.right || isPlain) {
      said.push(left)
      continue
    }
    const right = saySide(ground.right, values, base, texts)
    const operator = (truth === 1 ? printed : opposite)[ground.operator] ?? ground.operator
    said.push({ zh: `${left.zh} ${operator} ${right.zh}`, en: `${left.en} ${operator} ${right.en}` })
  }
  return { zh: said.map((it) => it.zh).join('，'), en: said.map((it) => it.en).join(', ') }
}

function saySide(side: Side, values: Float64Array, base: number, texts: readonly string[]): Texts {
  const figure = sayValue(side.value(values, base), side.type, side.unit, texts)
  if (!side.title) return figure
  if (side.type === 'bool') return { zh: `${side.title.zh}：${figure.zh}`, en: `${side.title.en}: ${figure.en}` }
  return { zh: `${side.title.zh} ${figure.zh}`, en: `${side.title.en} ${figure.en}` }
}

/** A kept number as people read it: at most three decimals, the unit behind, yes and no for booleans. */
export function sayValue(value: number, type: ScopeType, unit: string | undefined, texts: readonly string[]): Texts {
  if (type === 'bool') return value === 1 ? { zh: '是', en: 'yes' } : { zh: '否', en: 'no' }
  if (type === 'string') return { zh: texts[value] ?? '', en: texts[value] ?? '' }
  const figure = String(Number(value.toFixed(3)))
  const text = unit === undefined || unit === '1' ? figure : unit === '%' ? `${figure}%` : `${figure} ${unit}`
  return { zh: text, en: text }
}

/** `90 s`, `10 min`, `12 h`: the largest unit that leaves a whole number. */
export function sayDuration(ms: number): Texts {
  const [divisor, zh, en] =
    ms % 3_600_000 === 0 ? [3_600_000, '小时', 'h'] : ms % 60_000 === 0 ? [60_000, '分钟', 'min'] : [1000, '秒', 's']
  return { zh: `${ms / divisor} ${zh}`, en: `${ms / divisor} ${en}` }
}
