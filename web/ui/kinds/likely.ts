import type { Bilingual } from '../../../contract/text.ts'
import { matching } from './matching.ts'

/** What a category is known and called by; pages bring what else they need of it. */
export interface Kind {
  readonly code: string
  readonly title: Bilingual
  readonly className: Bilingual
  /** What people call it. */
  readonly words: { readonly zh: readonly string[]; readonly en: readonly string[] }
  readonly number?: string
}

/** What may say which category something is of. */
export interface Hints {
  /** What somebody wrote or told. */
  readonly words: string
  /** Open cases around the place. */
  readonly nearby?: readonly { readonly category: string | null; readonly distanceM: number }[]
  /** Things around the place. */
  readonly things?: readonly { readonly name: Bilingual; readonly distanceM: number }[]
  /** Categories this person reported before, the latest first. */
  readonly recent?: readonly string[]
}

export interface Guess<K> {
  readonly kind: K
  /** Something speaks for it, if only habit. */
  readonly found: boolean
  /** More than habit speaks for it, and clearly. */
  readonly likely: boolean
}

/** A single character says nothing: 水 is in half of what is told. */
const leastLetters = 2
const reachM = 120
const thingReachM = 60
const weights = { title: 12, word: 10, anotherWord: 2, thing: 8, nearby: 6, recent: 3 } as const

const near = (distanceM: number, within: number): number => Math.max(0, 1 - distanceM / within)
const heavy = (word: string): boolean => word.length >= leastLetters
const lower = (words: readonly string[]): string[] => words.map((word) => word.toLowerCase()).filter(heavy)

/** Whether a word occurs; letters begin at a word of their own, or there would be a tree in every street. */
function occurs(word: string, told: string): boolean {
  if (!/^[a-z]/.test(word)) return told.includes(word)
  for (let at = told.indexOf(word); at >= 0; at = told.indexOf(word, at + 1))
    if (at === 0 || !/[a-z]/.test(told.charAt(at - 1))) return true
  return false
}

function evidenceFor({ code, title, words }: Kind, { words: said, nearby = [], things = [] }: Hints): number {
  const told = said.toLowerCase()
  const titles = lower([title.zh, title.en])
  const own = lower([...words.zh, ...words.en])
  const byTitle = titles.some((one) => occurs(one, told)) ? weights.title : 0
  const used = own.filter((word) => occurs(word, told)).length
  const byWord = used === 0 ? 0 : weights.word + (used - 1) * weights.anotherWord
  const cases = nearby.filter(({ category }) => category === code)
  const byCase = Math.max(0, ...cases.map(({ distanceM }) => weights.nearby * near(distanceM, reachM)))
  const named = things.filter(({ name }) => {
    const called = `${name.zh} ${name.en}`.toLowerCase()
    return [...titles, ...own].some((word) => occurs(word, called))
  })
  const byThing = Math.max(0, ...named.map(({ distanceM }) => weights.thing * near(distanceM, thingReachM)))
  return byTitle + byWord + byCase + byThing
}

function habitOf({ code }: Kind, { recent = [] }: Hints): number {
  const last = recent.indexOf(code)
  return last < 0 ? 0 : weights.recent / (1 + last)
}

/** Every category, the likeliest first: by what is said, what is near, and what was reported before. */
export function guessKinds<K extends Kind>(kinds: readonly K[], hints: Hints): Guess<K>[] {
  return kinds
    .map((kind) => ({ kind, evidence: evidenceFor(kind, hints), habit: habitOf(kind, hints) }))
    .toSorted((a, b) => b.evidence + b.habit - (a.evidence + a.habit))
    .map(({ kind, evidence, habit }) => ({
      kind,
      found: evidence + habit > 0,
      likely: evidence >= weights.nearby / 2,
    }))
}

/** Those that something speaks for, the likeliest first. */
export const likelyKinds = <K extends Kind>(kinds: readonly K[], hints: Hints, most: number): K[] =>
  guessKinds(kinds, hints)
    .filter(({ found }) => found)
    .slice(0, most)
    .map(({ kind }) => kind)

/** Those whose names, class, number or words have all that is typed. */
export const findKinds = <K extends Kind>(kinds: readonly K[], typed: string): K[] =>
  matching(kinds, typed, ({ title, className, number = '', words }) => [
    title.zh,
    title.en,
    number,
    ...words.zh,
    ...words.en,
    className.zh,
    className.en,
  ])
