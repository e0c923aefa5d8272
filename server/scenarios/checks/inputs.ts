import type { Input, Value } from '../../../contract/pack/index.ts'
import { type Check, problemAt } from './check.ts'

/** Defaults, and inputs that replays set, are values the selector would allow. */
export const checkInputs: Check = (pack) => {
  if (!pack.content) return []
  const { manifest, replays } = pack.content
  const defaults = Object.entries(manifest.inputs).flatMap(([word, input]) => {
    const wrong = findWrong(input, input.default)
    return wrong
      ? [problemAt(pack, 'inputs/value', { file: 'pack.yaml', path: ['inputs', word, 'default'] }, wrong)]
      : []
  })
  const given = replays.flatMap(({ file, index, replay }) =>
    Object.entries(replay.given.inputs).flatMap(([word, value]) => {
      const input = manifest.inputs[word]
      const wrong = input ? findWrong(input, value) : { zh: `没有参数 ${word}`, en: `there is no input ${word}` }
      return wrong
        ? [problemAt(pack, 'inputs/value', { file, path: ['replays', index, 'given', 'inputs', word] }, wrong)]
        : []
    }),
  )
  return [...defaults, ...given]
}

/** What is wrong with a value for an input, if anything. */
export function findWrong(input: Input, value: Value): { zh: string; en: string } | undefined {
  const type = input.type === 'choice' ? 'string' : input.type
  if (typeof value !== type) return { zh: `应为 ${type}`, en: `must be a ${type}` }
  if (input.type === 'choice' && !(String(value) in input.options)) {
    const options = Object.keys(input.options).join(', ')
    return { zh: `只能是 ${options}`, en: `must be one of ${options}` }
  }
  if (input.type !== 'number') return undefined
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = input
  const isInside = Number(value) >= min && Number(value) <= max
  return isInside ? undefined : { zh: `应在 ${min} 与 ${max} 之间`, en: `must be between ${min} and ${max}` }
}
