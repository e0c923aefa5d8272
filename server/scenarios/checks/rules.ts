import { compileRules } from '../../sensing/index.ts'
import { toRulePack } from '../pack.ts'
import { type Check, problemAt } from './check.ts'

/** Every rule compiles: names, types, units, bounds and texts, as the engine itself sees them. */
export const checkRules: Check = (pack, { packs }) => {
  const content = pack.content
  if (!content) return []
  const used = content.manifest.uses.flatMap((id) => packs.get(id)?.content ?? [])
  // Zone does not matter to a check; other packs give their thing types only.
  const { faults } = compileRules([...used.map((it) => ({ ...toRulePack(it), rules: {} })), toRulePack(content)], 'UTC')
  return faults.map((it) =>
    problemAt(
      pack,
      `rules/${it.code}`,
      { file: 'rules.yaml', path: it.path, key: it.path.length === 1, offset: it.offset },
      it.text,
    ),
  )
}
