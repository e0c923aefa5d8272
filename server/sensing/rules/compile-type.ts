import { qualify, type Texts, type ThingType, type Window } from '../../../contract/pack/index.ts'
import { scopeTypes, windowUnit } from './language/scope.ts'
import {
  type Column,
  type CompiledRule,
  type CompiledType,
  type CompiledWindow,
  encode,
  type RulePack,
} from './ruleset.ts'
import { slicesPerWindow, sliceWidth } from './window.ts'

/** A type while rules still add to it: windows take columns, levels and absences take slots. */
export interface TypeDraft {
  readonly id: string
  readonly index: number
  readonly properties: Map<string, Column>
  readonly attributes: Map<string, Column>
  readonly columns: Column[]
  readonly initial: number[]
  readonly rules: CompiledRule[]
  readonly windows: CompiledWindow[]
  windowNumbers: number
  levelSlots: number
  absenceSlots: number
}

/** Columns for the properties and attributes of a declared type. */
export function draftType(
  pack: RulePack,
  name: string,
  declared: ThingType,
  index: number,
  intern: (text: string) => number,
): TypeDraft {
  const draft: TypeDraft = {
    id: qualify(pack.id, name),
    index,
    properties: new Map(),
    attributes: new Map(),
    columns: [],
    initial: [],
    rules: [],
    windows: [],
    windowNumbers: 0,
    levelSlots: 0,
    absenceSlots: 0,
  }
  for (const [word, property] of Object.entries(declared.properties)) {
    draft.properties.set(
      word,
      addColumn(draft, word, property.title, scopeTypes[property.type], property.unit, Number.NaN),
    )
  }
  for (const [word, attribute] of Object.entries(declared.attributes)) {
    const initial = attribute.default === undefined ? Number.NaN : encode({ intern }, attribute.default)
    draft.attributes.set(
      word,
      addColumn(draft, word, attribute.title, scopeTypes[attribute.type], attribute.unit, initial),
    )
  }
  return draft
}

function addColumn(
  draft: TypeDraft,
  name: string,
  title: Texts,
  type: Column['type'],
  unit: string | undefined,
  initial: number,
): Column {
  const column = { name, title, type, unit, index: draft.columns.length }
  draft.columns.push(column)
  draft.initial.push(initial)
  return column
}

const aggregateTitles: Record<Window['agg'], Texts> = {
  min: { zh: '最低', en: 'lowest' },
  max: { zh: '最高', en: 'highest' },
  mean: { zh: '平均', en: 'mean' },
  count: { zh: '次数', en: 'readings' },
  sum: { zh: '合计', en: 'total' },
  rate: { zh: '每小时变化', en: 'change per hour' },
}

/** A column that holds the figure of a window of one rule. */
export function addWindow(
  draft: TypeDraft,
  name: string,
  window: Window,
  source: Column,
  overMs: number,
  over: Texts,
): Column {
  const words = aggregateTitles[window.agg]
  const title = { zh: `${over.zh}内${source.title.zh}${words.zh}`, en: `${source.title.en}, ${words.en} in ${over.en}` }
  const column = addColumn(draft, name, title, 'double', windowUnit(window, source.unit), Number.NaN)
  const sliceMs = Math.ceil(overMs / slicesPerWindow)
  draft.windows.push({
    agg: window.agg,
    source: source.index,
    target: column.index,
    sliceMs,
    offset: draft.windowNumbers,
  })
  draft.windowNumbers += slicesPerWindow * sliceWidth[window.agg]
  return column
}

/** Closes a draft: from here on the layout of a thing's row is fixed. */
export function finishType(draft: TypeDraft): CompiledType {
  const columns = draft.columns.map((column) => column.index)
  const fed = columns.map((column) => draft.windows.filter((window) => window.source === column))
  const rulesOf = columns.map((column) =>
    draft.rules.filter((rule) =>
      rule.reads.some((it) => it === column || fed[column]?.some((window) => window.target === it)),
    ),
  )
  const windowsRead = rulesOf.map((rules) =>
    draft.windows.filter((window) => rules.some((rule) => rule.reads.includes(window.target))),
  )
  return { ...draft, initial: Float64Array.from(draft.initial), rulesOf, windowsFed: fed, windowsRead }
}
