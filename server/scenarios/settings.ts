import type { Manifest, Value } from '../../contract/pack/index.ts'
import { findWrong } from './checks/inputs.ts'
import { errors } from './errors.ts'
import type { PackContent } from './pack.ts'

type Settings = Readonly<Record<string, Value>>

/** A pack's settings after some were given anew; null goes back to the default. Throws for a value the selector would not allow. */
export function settingsAfter(
  { id, inputs }: Manifest,
  before: Settings,
  given: Readonly<Record<string, Value | null>>,
): Settings {
  // What an earlier version of the pack asked for and this one does not is dropped.
  const kept = new Map(Object.entries(before).filter(([name]) => name in inputs))
  for (const [name, value] of Object.entries(given)) {
    const input = inputs[name]
    if (input === undefined) throw errors.no_input({ pack: id, input: name })
    const wrong = value === null ? undefined : findWrong(input, value)
    if (wrong !== undefined) throw errors.bad_input({ input: input.title, wrong })
    if (value === null || value === input.default) kept.delete(name)
    else kept.set(name, value)
  }
  return Object.fromEntries(kept)
}

/** Throws where a pack that is on would stand without one it uses. */
export function checkSwitch({ manifest }: PackContent, enabled: boolean, active: readonly PackContent[]): void {
  if (enabled) {
    const missing = manifest.uses.filter((id) => !active.some((pack) => pack.manifest.id === id))
    if (missing.length > 0) throw errors.needs({ packs: missing.join(', ') })
    return
  }
  const users = active.filter((pack) => pack.manifest.uses.includes(manifest.id)).map((pack) => pack.manifest.title)
  if (users.length === 0) return
  const say = (language: 'zh' | 'en') => users.map((title) => title[language]).join(language === 'zh' ? '、' : ', ')
  throw errors.used({ users: { zh: say('zh'), en: say('en') } })
}
