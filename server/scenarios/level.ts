import type { LoadedPack } from './pack.ts'
import type { Problem } from './problem.ts'
import type { ReplayResult } from './replay/run.ts'

/** How far a pack has come. Computed, never claimed. */
export type Level = 'draft' | 'tested' | 'piloted'

/** A guide shorter than this tells a duty officer nothing. */
const guideLength = 400

/**
 * `draft`: it does not lint, or a replay fails, or some severity of some rule is reached in none. `tested`: all of that
 * holds. `piloted`: it also has a guide for the duty officer and is at work on a real installation.
 */
export function levelOf(
  pack: LoadedPack,
  problems: readonly Problem[],
  results: readonly ReplayResult[],
  isInstalled: boolean,
): Level | undefined {
  const content = pack.content
  if (!content || problems.some((it) => it.severity === 'error')) return undefined
  const failed = results.length < content.replays.length || results.some((it) => it.failures.length > 0)
  const complete = Object.entries(content.rules).every(([name, rule]) => {
    const severities = rule.levels?.map((it) => it.severity) ?? [rule.then.alarm.severity ?? '']
    const id = `${content.manifest.id}.${name}`
    return severities.every((severity) => results.some((it) => it.reached.get(id)?.has(severity)))
  })
  if (failed || !complete) return 'draft'
  const isGuided = (pack.others.get('README.md') ?? '').length >= guideLength
  return isInstalled && isGuided ? 'piloted' : 'tested'
}
