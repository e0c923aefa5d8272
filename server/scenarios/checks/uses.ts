import { type Check, problemAt } from './check.ts'

/** Packs named in `uses` are there, and none needs itself in the end. */
export const checkUses: Check = (pack, { packs }) => {
  const manifest = pack.content?.manifest
  if (!manifest) return []
  const usesOf = (id: string) => packs.get(id)?.content?.manifest.uses ?? []
  return manifest.uses.flatMap((used, i) => {
    const spot = { file: 'pack.yaml', path: ['uses', i] }
    if (!packs.has(used)) {
      return [problemAt(pack, 'uses/missing', spot, { zh: `没有场景包 ${used}`, en: `there is no pack ${used}` })]
    }
    const seen = new Set<string>()
    const waiting = [used]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (seen.has(next)) continue
      seen.add(next)
      waiting.push(...usesOf(next))
    }
    if (!seen.has(manifest.id)) return []
    return [problemAt(pack, 'uses/circle', spot, { zh: `与 ${used} 互相依赖`, en: `${used} needs this pack in turn` })]
  })
}
