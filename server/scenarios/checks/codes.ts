import { qualify } from '../../../contract/pack/index.ts'
import { type Check, problemAt } from './check.ts'

/** A code and where it is given. Two are the same code only within one scope. */
interface Given {
  readonly scope: string
  readonly code: string
  readonly file: string
  readonly path: readonly PropertyKey[]
}

/** Codes that people quote mean one thing: of classes and categories, of thing types, of things, of replays. */
export const checkCodes: Check = (pack, { packs }) => {
  const content = pack.content
  if (!content) return []
  const { cases, things, thingRows, manifest, replays } = content
  const given: Given[] = [
    ...Object.entries(cases.classes).map(([name, { kind, code }]) => {
      return { scope: `classes ${kind}`, code, file: 'cases.yaml', path: ['classes', name, 'code'] }
    }),
    ...Object.entries(cases.categories).map(([name, it]) => {
      const scope = `categories ${qualify(manifest.id, it.class)}`
      return { scope, code: it.code, file: 'cases.yaml', path: ['categories', name, 'code'] }
    }),
    ...Object.entries(things).map(([name, { code }]) => {
      return { scope: 'types', code, file: 'things.yaml', path: [name, 'code'] }
    }),
    ...thingRows.things.map(({ code }, i) => {
      return { scope: 'things', code, file: 'data/things.yaml', path: ['things', i, 'code'] }
    }),
    ...replays.map(({ file, index, replay }) => {
      return { scope: 'replays', code: replay.name, file, path: ['replays', index, 'name'] }
    }),
  ]
  const taken = new Set(
    [...packs.values()]
      .filter((it) => it !== pack)
      .flatMap((it) => Object.values(it.content?.things ?? {}).map((type) => `types ${type.code}`)),
  )
  return given.flatMap(({ scope, code, file, path }) => {
    const full = `${scope} ${code}`
    const isAgain = taken.has(full)
    taken.add(full)
    const text = { zh: `${code} 已经用过`, en: `${code} is taken already` }
    return isAgain ? [problemAt(pack, 'codes/taken', { file, path }, text)] : []
  })
}
