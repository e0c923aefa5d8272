import { durationMs, qualify, type Rule, Severity } from '../../../contract/pack/index.ts'
import { absenceOf } from './compile-absence.ts'
import { addWindow, type TypeDraft } from './compile-type.ts'
import { createFaultList, type FaultList } from './faults.ts'
import { type Closure, compileNode } from './language/closure.ts'
import { findGrounds, type Ground, sayDuration } from './language/explain.ts'
import { type Expression, isFault, nameOf, operands, readExpression } from './language/expression.ts'
import { createScope, isReserved, type Name, type Scope } from './language/scope.ts'
import { findUnitClash } from './language/units.ts'
import { type CompiledLevel, type CompiledRule, encode, type RulePack } from './ruleset.ts'
import { slicesPerWindow } from './window.ts'

/** Most a rule may cost at one reading, in steps of evaluation; a plain threshold costs 3, a window 30. */
const ruleCostLimit = 400

/** Compiles one rule and adds it to its type, or says in `faults` why it cannot run. */
export function compileRule(
  pack: RulePack,
  name: string,
  rule: Rule,
  draft: TypeDraft,
  index: number,
  intern: (text: string) => number,
): { rule?: CompiledRule; faults: FaultList['list'] } {
  const faults = createFaultList(pack.id, name)
  const names = nameThings(pack, draft, intern)
  addWindows(rule, draft, names, faults)
  const scope = createScope(names)
  const absence = absenceOf(rule, draft, faults)
  const reader = createReader(scope, faults, intern)
  const levels = levelsOf(rule, draft, reader)
  checkTemplates(rule, names, faults)
  if (!absence && faults.list.length === 0 && reader.reads().length === 0) {
    faults.add('reads-nothing', [], '规则没有用到任何读数', 'the rule reads no property')
  }
  const cost = reader.cost() + Object.keys(rule.window).length * slicesPerWindow
  if (cost > ruleCostLimit) {
    faults.add(
      'cost',
      [],
      `一次判断要 ${cost} 步，上限 ${ruleCostLimit}`,
      `one evaluation takes ${cost} steps, the limit is ${ruleCostLimit}`,
    )
  }
  if (faults.list.length > 0) return { faults: faults.list }
  draft.levelSlots += levels.length
  if (absence) draft.absenceSlots += 1
  const compiled: CompiledRule = {
    id: qualify(pack.id, name),
    index,
    title: rule.title,
    consequence: rule.then,
    holdMs: rule.for ? durationMs(rule.for) : 0,
    levels,
    absence,
    slot: draft.rules.length,
    reads: reader.reads(),
  }
  draft.rules.push(compiled)
  return { rule: compiled, faults: [] }
}

/** Properties by their bare names, attributes as `thing.x`, inputs as constants `inputs.x`. */
function nameThings(pack: RulePack, draft: TypeDraft, intern: (text: string) => number): Map<string, Name> {
  const names = new Map<string, Name>()
  for (const [word, column] of draft.properties) names.set(word, { ...column, place: { column: column.index } })
  for (const [word, column] of draft.attributes)
    names.set(`thing.${word}`, { ...column, place: { column: column.index } })
  for (const [word, input] of Object.entries(pack.inputs)) {
    const value = pack.settings?.[word] ?? input.default
    const type = input.type === 'number' ? 'double' : input.type === 'boolean' ? 'bool' : 'string'
    const unit = input.type === 'number' ? input.unit : undefined
    names.set(`inputs.${word}`, { title: input.title, type, unit, place: { constant: encode({ intern }, value) } })
  }
  return names
}

function addWindows(rule: Rule, draft: TypeDraft, names: Map<string, Name>, faults: FaultList): void {
  for (const [word, window] of Object.entries(rule.window)) {
    const source = draft.properties.get(window.of)
    if (!source) {
      faults.add(
        'unknown-property',
        ['window', word, 'of'],
        `没有属性 ${window.of}`,
        `there is no property ${window.of}`,
      )
    } else if (names.has(word) || isReserved(word)) {
      faults.add('name-taken', ['window', word], `${word} 已有别的意思`, `${word} already means something else`)
    } else if (source.type === 'string' && window.agg !== 'count') {
      faults.add('type', ['window', word, 'agg'], '文字只能计次数', 'texts can only be counted')
    } else {
      const overMs = durationMs(window.over)
      const column = addWindow(draft, word, window, source, overMs, sayDuration(overMs))
      names.set(word, { ...column, place: { column: column.index } })
    }
  }
}

interface Reader {
  /** The closure and grounds of an expression, or nothing after noting why not. */
  read(source: string, path: (string | number)[]): { closure: Closure; grounds: Ground[] } | undefined
  cost(): number
  reads(): number[]
}

function createReader(scope: Scope, faults: FaultList, intern: (text: string) => number): Reader {
  let cost = 0
  const reads = new Set<number>()
  const note = (node: Expression['ast']): void => {
    const place = node.op === 'id' || node.op === '.' ? scope.names.get(nameOf(node))?.place : undefined
    if (place && 'column' in place) reads.add(place.column)
    operands(node).forEach(note)
  }
  return {
    read(source, path) {
      const expression = readExpression(source, scope)
      const fault = isFault(expression) ? expression : findUnitClash(expression.ast, scope)
      if (fault) faults.add(fault.code, path, `表达式有误：${fault.message}`, fault.message, fault.offset)
      if (fault || isFault(expression)) return undefined
      cost += expression.cost
      note(expression.ast)
      const closure = compileNode(expression.ast, scope, intern)
      return { closure, grounds: findGrounds(expression.ast, scope, intern) }
    },
    cost: () => cost,
    reads: () => [...reads],
  }
}

function levelsOf(rule: Rule, draft: TypeDraft, reader: Reader): CompiledLevel[] {
  const single = rule.when !== undefined && rule.then.alarm.severity !== undefined
  const declared = single
    ? [{ severity: rule.then.alarm.severity, when: rule.when, clear: rule.clear, path: [] }]
    : (rule.levels ?? []).map((level, i) => ({ ...level, path: ['levels', i] }))
  return declared.flatMap(({ severity, when, clear, path }, i): CompiledLevel[] => {
    const whenRead = when === undefined ? undefined : reader.read(when, [...path, 'when'])
    const clearRead = clear === undefined ? undefined : reader.read(clear, [...path, 'clear'])
    if (!whenRead || severity === undefined) return []
    return [
      {
        severity,
        rank: Severity.options.indexOf(severity) + 1,
        when: whenRead.closure,
        clear: clearRead?.closure,
        whenGrounds: whenRead.grounds,
        clearGrounds: clearRead?.grounds ?? whenRead.grounds,
        slot: draft.levelSlots + i,
      },
    ]
  })
}

/** `{name}` in what people will read must be a property, a window or the thing itself. */
function checkTemplates(rule: Rule, names: ReadonlyMap<string, Name>, faults: FaultList): void {
  const check = (text: string, path: (string | number)[]) => {
    for (const [, name = ''] of text.matchAll(/\{([^}]*)\}/g)) {
      if (name !== 'thing' && !(names.has(name) && !name.includes('.'))) {
        faults.add('unknown-property', path, `没有 {${name}}`, `there is no {${name}}`)
      }
    }
  }
  for (const language of ['zh', 'en'] as const) {
    check(rule.then.alarm.title[language], ['then', 'alarm', 'title', language])
    for (const [i, message] of rule.then.message.entries()) {
      check(message.text[language], ['then', 'message', i, 'text', language])
    }
  }
}
