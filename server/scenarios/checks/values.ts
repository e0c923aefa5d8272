import { qualify, type Ref, type ThingType, type Value } from '../../../contract/pack/index.ts'
import type { LoadedPack } from '../pack.ts'
import type { Problem } from '../problem.ts'
import { type Check, problemAt, type World } from './check.ts'

/** Attributes of things and readings in replays are declared, of the declared type and physically possible. */
export const checkValues: Check = (pack, world) => {
  if (!pack.content) return []
  const { thingRows, replays } = pack.content
  const rows = thingRows.things.flatMap((row, i) =>
    ofAttributes(pack, world, row.type, row.attributes, 'data/things.yaml', ['things', i, 'attributes']),
  )
  const made = thingRows.made.flatMap((it, i) =>
    ofAttributes(pack, world, it.type, it.attributes, 'data/things.yaml', ['made', i, 'attributes']),
  )
  const replayed = replays.flatMap(({ file, index, replay }) => {
    const path = ['replays', index]
    const types = new Map(replay.given.things.map((it) => [it.code, it.type]))
    return [
      ...replay.given.things.flatMap((it, i) =>
        ofAttributes(pack, world, it.type, it.attributes, file, [...path, 'given', 'things', i, 'attributes']),
      ),
      ...replay.when.flatMap(({ observe }, i) => {
        const type = observe && types.get(observe.thing)
        return type
          ? ofReadings(pack, world, type, observe.values, file, [...path, 'when', i, 'observe', 'values'])
          : []
      }),
    ]
  })
  return [...rows, ...made, ...replayed]
}

function findType(pack: LoadedPack, { packs }: World, ref: Ref): ThingType | undefined {
  const [id = '', name = ''] = qualify(pack.content?.manifest.id ?? '', ref).split('.')
  return (id === pack.content?.manifest.id ? pack : packs.get(id))?.content?.things[name]
}

function ofAttributes(
  pack: LoadedPack,
  world: World,
  ref: Ref,
  values: Record<string, Value>,
  file: string,
  path: PropertyKey[],
): Problem[] {
  const type = findType(pack, world, ref)
  if (!type) return []
  const missing = Object.entries(type.attributes).filter(([word, it]) => it.default === undefined && !(word in values))
  return [
    ...Object.entries(values).flatMap(([word, value]) =>
      judge(pack, type.attributes[word], word, value, file, [...path, word]),
    ),
    ...missing.map(([word]) =>
      problemAt(
        pack,
        'values/missing',
        { file, path },
        { zh: `缺 ${word}`, en: `${word} is missing and has no default` },
      ),
    ),
  ]
}

function ofReadings(
  pack: LoadedPack,
  world: World,
  ref: Ref,
  values: Record<string, Value>,
  file: string,
  path: PropertyKey[],
): Problem[] {
  const type = findType(pack, world, ref)
  if (!type) return []
  return Object.entries(values).flatMap(([word, value]) =>
    judge(pack, type.properties[word], word, value, file, [...path, word]),
  )
}

type Declared = { type: string; range?: { min: number; max: number } | undefined } | undefined

function judge(
  pack: LoadedPack,
  declared: Declared,
  word: string,
  value: Value,
  file: string,
  path: PropertyKey[],
): Problem[] {
  const say = (code: string, zh: string, en: string, key = false) => [
    problemAt(pack, code, { file, path, key }, { zh, en }),
  ]
  if (!declared) return say('values/unknown', `没有声明 ${word}`, `${word} is not declared`, true)
  if (typeof value !== declared.type) return say('values/type', `应为 ${declared.type}`, `must be a ${declared.type}`)
  const { range } = declared
  if (!range || typeof value !== 'number' || (value >= range.min && value <= range.max)) return []
  return say('values/range', `应在 ${range.min} 与 ${range.max} 之间`, `must be between ${range.min} and ${range.max}`)
}
