import { Severity, type Texts, type Value } from '../../../contract/pack/index.ts'
import { sayDuration, sayGrounds, sayValue } from './language/explain.ts'
import { type CompiledRule, decode } from './ruleset.ts'
import type { RuleState, TypeState } from './state.ts'

/** A rule's alarm of one thing began, changed severity or ended. */
export interface Firing {
  readonly rule: CompiledRule
  readonly thing: number
  readonly state: 'raised' | 'changed' | 'cleared'
  /** The severity now; of a cleared alarm the one it had. */
  readonly severity: Severity
  /** The severity before, of a changed alarm. */
  readonly previous: Severity | undefined
  readonly atMs: number
  /** What the rule read, by property and window name. */
  readonly values: Readonly<Record<string, Value>>
  readonly because: Texts
  /** The alarm's title with values in place of `{name}`; `{thing}` is left for whoever knows the thing's name. */
  readonly title: Texts
}

/** Describes the change from one rank to another, 0 being none. */
export function describeFiring(
  state: RuleState,
  kept: TypeState,
  row: number,
  rule: CompiledRule,
  before: number,
  after: number,
  atMs: number,
): Firing {
  const { columns } = kept.type
  const base = row * columns.length
  const attributes = new Set([...kept.type.attributes.values()].map((it) => it.index))
  const shown = (rule.absence?.columns ?? rule.reads).filter((it) => !attributes.has(it))
  const values: Record<string, Value> = {}
  const words: Record<string, Texts> = {}
  for (const index of shown) {
    const column = columns[index]
    const value = kept.values[base + index] ?? Number.NaN
    const decoded = column && decode(state.ruleSet, column, value)
    if (!column || decoded === undefined) continue
    values[column.name] = decoded
    words[column.name] = sayValue(value, column.type, column.unit, state.ruleSet.texts)
  }
  return {
    rule,
    thing: kept.things[row] ?? -1,
    state: before === 0 ? 'raised' : after === 0 ? 'cleared' : 'changed',
    severity: severityOf(after === 0 ? before : after),
    previous: before > 0 && after > 0 ? severityOf(before) : undefined,
    atMs,
    values,
    because: rule.absence ? saySilence(kept, rule, after > 0) : sayLevel(state, kept, base, rule, before, after),
    title: fillTexts(rule.consequence.alarm.title, words),
  }
}

const severityOf = (rank: number): Severity => Severity.options[rank - 1] ?? 'blue'

/** Puts values in place of `{name}`; a name without a value is left as it stands. */
export function fillTexts(template: Texts, words: Readonly<Record<string, Texts>>): Texts {
  const fill = (language: 'zh' | 'en') =>
    template[language].replaceAll(/\{([^}]*)\}/g, (whole, name: string) => words[name]?.[language] ?? whole)
  return { zh: fill('zh'), en: fill('en') }
}

function sayLevel(
  state: RuleState,
  kept: TypeState,
  base: number,
  rule: CompiledRule,
  before: number,
  after: number,
): Texts {
  const rank = Math.max(before, after)
  const level = rule.levels.find((it) => it.rank === rank)
  if (!level) return { zh: '', en: '' }
  const grounds = after > before ? level.whenGrounds : level.clearGrounds
  const said = sayGrounds(grounds, kept.values, base, state.ruleSet.texts)
  if (after < before || rule.holdMs === 0) return said
  const hold = sayDuration(rule.holdMs)
  return { zh: `${said.zh}，持续 ${hold.zh}`, en: `${said.en}, for ${hold.en}` }
}

function saySilence(kept: TypeState, rule: CompiledRule, silent: boolean): Texts {
  const absence = rule.absence
  const titles = (absence?.columns ?? []).flatMap((it) => kept.type.columns[it]?.title ?? [])
  const zh = titles.map((it) => it.zh).join('、')
  const en = titles.map((it) => it.en).join(', ')
  if (!absence || !silent) return { zh: `又收到${zh}`, en: `heard again: ${en}` }
  const over = sayDuration(absence.overMs)
  const clock = absence.between?.map((it) => `${pad(it / 60)}:${pad(it % 60)}`).join('–')
  const [countedZh, countedEn] = clock ? [`（只计 ${clock}）`, ` (counting ${clock})`] : ['', '']
  return { zh: `${over.zh}${countedZh}没有收到${zh}`, en: `nothing for ${over.en}${countedEn}: ${en}` }
}

const pad = (value: number): string => String(Math.floor(value)).padStart(2, '0')
