import type { FlowDefinition } from '../../../contract/flow.ts'
import { type CaseKinds, qualify, type Ref } from '../../../contract/pack/index.ts'
import { ordinaryFlow } from '../../cases/index.ts'
import { findNearest } from '../../kernel/nearest.ts'
import type { LoadedPack, PackContent } from '../pack.ts'
import type { Problem } from '../problem.ts'
import { type Check, problemAt, type World } from './check.ts'

type Shelf = 'types' | 'classes' | 'subjects' | 'categories' | 'forms'

const shelves: Record<Shelf, (content: PackContent) => Readonly<Record<string, unknown>>> = {
  types: (it) => it.things,
  classes: (it) => it.cases.classes,
  subjects: (it) => it.cases.subjects,
  categories: (it) => it.cases.categories,
  forms: (it) => it.forms,
}

/** Every name a file refers to is declared, here or in a pack that `uses` lists. */
export const checkReferences: Check = (pack, world) => {
  const content = pack.content
  if (!content) return []
  const look = createLook(pack, content, world)
  const { rules, map, views, thingRows, cases, replays } = content
  const property = (type: Ref, word: string, file: string, path: PropertyKey[]) => {
    const declared = look.find('types', type)?.things[nameOf(type)]?.properties
    return !declared || word in declared ? [] : [look.missing(file, path, word, Object.keys(declared))]
  }
  return [
    ...Object.entries(rules).flatMap(([name, { then }]) => [
      ...(then.case
        ? condition(look, then.case.category, then.case.condition, 'rules.yaml', [name, 'then', 'case'])
        : []),
      ...then.message.flatMap(({ to }, i) =>
        to.startsWith('unit/')
          ? look.check('subjects', to.slice(5), 'rules.yaml', [name, 'then', 'message', i, 'to'])
          : [],
      ),
    ]),
    ...Object.entries(cases.categories).flatMap(([name, category]) => ofCategory(look, name, category)),
    ...Object.entries(map.layers).flatMap(([name, layer]) => [
      ...look.check('types', layer.of, 'map.yaml', ['layers', name, 'of']),
      ...(layer.label ? property(layer.of, layer.label, 'map.yaml', ['layers', name, 'label']) : []),
    ]),
    ...views.blocks.flatMap((block, i) => [
      ...('of' in block ? look.check('types', block.of, 'views.yaml', ['blocks', i, 'of']) : []),
      ...('category' in block ? look.check('categories', block.category, 'views.yaml', ['blocks', i, 'category']) : []),
      ...('property' in block ? property(block.of, block.property, 'views.yaml', ['blocks', i, 'property']) : []),
    ]),
    ...thingRows.things.flatMap((row, i) => look.check('types', row.type, 'data/things.yaml', ['things', i, 'type'])),
    ...thingRows.made.flatMap((made, i) => look.check('types', made.type, 'data/things.yaml', ['made', i, 'type'])),
    ...replays.flatMap(({ file, index, replay }) => ofReplay(look, content, file, ['replays', index], replay)),
  ]
}

function ofCategory(look: Look, name: string, category: CaseKinds['categories'][string]): Problem[] {
  const at = (word: string) => ['categories', name, word]
  const flow = category.flow === undefined ? ordinaryFlow : look.flows.find(({ id }) => id === category.flow)
  const ids = look.flows.map(({ id }) => id)
  const missing = flow ? [] : [look.missing('cases.yaml', at('flow'), category.flow ?? '', ids)]
  const known = flow?.actions.flatMap(({ form }) => form?.reason?.list ?? []) ?? []
  const lists = Object.keys(category.lists).filter((list) => flow && !known.includes(list))
  return [
    ...look.check('classes', category.class, 'cases.yaml', at('class')),
    ...look.check('subjects', category.subject, 'cases.yaml', at('subject')),
    ...(category.form ? look.check('forms', category.form, 'cases.yaml', at('form')) : []),
    ...missing,
    ...lists.map((list) => look.missing('cases.yaml', [...at('lists'), list], list, known, true)),
  ]
}

function ofReplay(
  look: Look,
  content: PackContent,
  file: string,
  path: PropertyKey[],
  replay: PackContent['replays'][number]['replay'],
): Problem[] {
  const codes = replay.given.things.map((it) => it.code)
  const thing = (code: string | undefined, at: PropertyKey[]) =>
    code === undefined || codes.includes(code) ? [] : [look.missing(file, [...path, ...at, 'thing'], code, codes)]
  const sought = (it: (typeof replay.then)[number] | (typeof replay.never)[number], at: PropertyKey[]) => [
    ...thing(it.thing, at),
    ...(it.alarm === undefined || it.alarm in content.rules
      ? []
      : [look.missing(file, [...path, ...at, 'alarm'], it.alarm, Object.keys(content.rules))]),
    ...(it.case === undefined ? [] : condition(look, it.case, it.condition, file, [...path, ...at], 'case')),
  ]
  return [
    ...replay.given.things.flatMap((it, i) =>
      look.check('types', it.type, file, [...path, 'given', 'things', i, 'type']),
    ),
    ...replay.when.flatMap((step, i) => [
      ...thing(step.observe?.thing, ['when', i, 'observe']),
      ...thing(step.report?.thing, ['when', i, 'report']),
      ...thing(step.announce?.thing, ['when', i, 'announce']),
      ...(step.report
        ? condition(look, step.report.category, step.report.condition, file, [...path, 'when', i, 'report'])
        : []),
    ]),
    ...replay.then.flatMap((it, i) => sought(it, ['then', i])),
    ...replay.never.flatMap((it, i) => sought(it, ['never', i])),
  ]
}

/** A category and, where one is named, a filing condition of it. */
function condition(
  look: Look,
  category: Ref,
  name: string | undefined,
  file: string,
  path: PropertyKey[],
  word = 'category',
): Problem[] {
  const missing = look.check('categories', category, file, [...path, word])
  const conditions = look.find('categories', category)?.cases.categories[nameOf(category)]?.conditions
  if (name === undefined || !conditions || name in conditions) return missing
  return [...missing, look.missing(file, [...path, 'condition'], name, Object.keys(conditions))]
}

const nameOf = (ref: Ref): string => ref.slice(ref.indexOf(':') + 1)

interface Look {
  /** The pack a reference leads to, if it declares the name. */
  find(shelf: Shelf, ref: Ref): PackContent | undefined
  check(shelf: Shelf, ref: Ref, file: string, path: PropertyKey[]): Problem[]
  missing(file: string, path: PropertyKey[], name: string, known: readonly string[], key?: boolean): Problem
  /** The flows in reach, but for the ordinary one. */
  readonly flows: readonly FlowDefinition[]
}

function createLook(pack: LoadedPack, content: PackContent, { packs }: World): Look {
  const reach = [content, ...content.manifest.uses.flatMap((id) => packs.get(id)?.content ?? [])]
  const find = (shelf: Shelf, ref: Ref) => {
    const [id] = qualify(content.manifest.id, ref).split('.')
    return reach.find((it) => it.manifest.id === id && nameOf(ref) in shelves[shelf](it))
  }
  const missing = (file: string, path: PropertyKey[], name: string, known: readonly string[], key = false) => {
    const near = findNearest(name, known)
    const zh = near ? `，是不是 ${near}？` : ''
    const en = near ? `; did you mean ${near}?` : ''
    return problemAt(
      pack,
      'references/unknown',
      { file, path, key },
      { zh: `没有 ${name}${zh}`, en: `there is no ${name}${en}` },
    )
  }
  return {
    find,
    missing,
    check(shelf, ref, file, path) {
      if (find(shelf, ref)) return []
      const known = reach.flatMap((it) => {
        const before = it === content ? '' : `${it.manifest.id}:`
        return Object.keys(shelves[shelf](it)).map((name) => `${before}${name}`)
      })
      return [missing(file, path, ref, known)]
    },
    flows: reach.flatMap((it) => it.cases.flows),
  }
}
