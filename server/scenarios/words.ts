import { Wordlist } from '../../contract/pack/index.ts'
import type { Problem } from './problem.ts'
import type { Source } from './source.ts'

/** The word lists of a pack, and which of their keys were asked for. */
export interface Words {
  /** The data with every `i18n:key` replaced by its two texts. */
  fill(data: unknown, source: Source): unknown
  readonly used: ReadonlySet<string>
}

const prefix = 'i18n:'

/** Reads `i18n/zh.yaml` and `i18n/en.yaml`; a key that is not in both is a problem where it is used. */
export function createWords(sources: ReadonlyMap<string, Source>, problems: Problem[]): Words {
  const used = new Set<string>()
  const listOf = (language: string): Record<string, string> => {
    const source = sources.get(`i18n/${language}.yaml`)
    const result = Wordlist.safeParse(source?.data ?? {})
    if (result.success) return result.data
    for (const issue of result.error.issues) {
      const text = { zh: `${issue.path.join('.')}：不是文字`, en: `${issue.path.join('.')}: ${issue.message}` }
      const place = source?.locate(issue.path) ?? { line: 1, column: 1 }
      problems.push({ code: 'schema/shape', severity: 'error', file: `i18n/${language}.yaml`, ...place, text })
    }
    return {}
  }
  const lists = { zh: listOf('zh'), en: listOf('en') }

  const look = (key: string, source: Source, path: readonly PropertyKey[]) => {
    used.add(key)
    const missing = Object.entries(lists)
      .filter(([, list]) => !(key in list))
      .map(([language]) => language)
    if (missing.length > 0) {
      const files = missing.map((it) => `i18n/${it}.yaml`).join(', ')
      const text = { zh: `${files} 里没有 ${key}`, en: `${key} is missing in ${files}` }
      problems.push({
        code: 'translations/missing',
        severity: 'error',
        file: source.file,
        ...source.locate(path),
        text,
      })
    }
    return { zh: lists.zh[key] ?? key, en: lists.en[key] ?? key }
  }
  const fill = (data: unknown, source: Source, path: readonly PropertyKey[]): unknown => {
    if (typeof data === 'string') return data.startsWith(prefix) ? look(data.slice(prefix.length), source, path) : data
    if (Array.isArray(data)) return data.map((it, i) => fill(it, source, [...path, i]))
    if (typeof data !== 'object' || data === null) return data
    return Object.fromEntries(Object.entries(data).map(([key, it]) => [key, fill(it, source, [...path, key])]))
  }
  return { fill: (data, source) => fill(data, source, []), used }
}
