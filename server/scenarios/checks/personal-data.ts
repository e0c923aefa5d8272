import type { Problem } from '../problem.ts'
import { type Check, problemAt } from './check.ts'

const patterns: readonly [code: string, pattern: RegExp, zh: string, en: string][] = [
  ['phone', /(?<!\d)1[3-9]\d{9}(?!\d)/g, '像手机号', 'looks like a mobile number'],
  [
    'identity',
    /(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g,
    '像身份证号',
    'looks like an identity number',
  ],
  ['mail', /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '像电子邮箱', 'looks like a mail address'],
]

/** Packs are copied about freely, so nothing in one may belong to a person. */
export const checkPersonalData: Check = (pack) => {
  const yaml = [...pack.sources.values()].flatMap(({ file, data }) =>
    scalarsIn(data, []).flatMap(({ path, text }) =>
      find(text, (code, zh, en) => problemAt(pack, code, { file, path }, { zh, en })),
    ),
  )
  return [...yaml, ...[...pack.others].flatMap(([file, text]) => findInText(file, text))]
}

function findInText(file: string, text: string): Problem[] {
  return text.split('\n').flatMap((line, i) =>
    find(line, (code, zh, en, at) => ({
      code,
      severity: 'error',
      file,
      line: i + 1,
      column: at + 1,
      text: { zh, en },
    })),
  )
}

function find(text: string, make: (code: string, zh: string, en: string, at: number) => Problem): Problem[] {
  return patterns.flatMap(([code, pattern, zh, en]) =>
    [...text.matchAll(pattern)].map((match) => make(`personal-data/${code}`, zh, en, match.index)),
  )
}

function scalarsIn(data: unknown, path: PropertyKey[]): { path: PropertyKey[]; text: string }[] {
  if (typeof data === 'string' || typeof data === 'number') return [{ path, text: String(data) }]
  if (typeof data !== 'object' || data === null) return []
  return Object.entries(data).flatMap(([key, it]) => scalarsIn(it, [...path, Array.isArray(data) ? Number(key) : key]))
}
