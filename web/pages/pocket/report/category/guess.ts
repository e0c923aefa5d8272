import type { Category, Nearby } from '../../../../../contract/cases/report.ts'
import type { Bilingual } from '../../../../../contract/text.ts'

/** What may say which category a report is of. */
export interface Hints {
  readonly words: string
  /** Open cases around the place. */
  readonly nearby: readonly Pick<Nearby[number], 'category' | 'distanceM'>[]
  /** Things around the place. */
  readonly things: readonly { readonly name: Bilingual; readonly distanceM: number }[]
  /** Categories this person reported before, the latest first. */
  readonly recent: readonly string[]
}

export interface Guess {
  readonly category: Category
  /** More than habit speaks for it. */
  readonly likely: boolean
}

const reachM = 120
const thingReachM = 60
const weights = { title: 12, word: 10, thing: 8, nearby: 6, recent: 3 } as const

const near = (distanceM: number, within: number): number => Math.max(0, 1 - distanceM / within)

const wordsOf = ({ title, words }: Category): string[] =>
  [title.zh, title.en, ...words.zh, ...words.en].map((word) => word.toLowerCase())

function scoreOf(category: Category, hints: Hints): { evidence: number; habit: number } {
  const said = hints.words.toLowerCase()
  const [titleZh = '', titleEn = '', ...words] = wordsOf(category)
  const byTitle = [titleZh, titleEn].some((title) => title !== '' && said.includes(title)) ? weights.title : 0
  const byWord = words.some((word) => said.includes(word)) ? weights.word : 0
  const cases = hints.nearby.filter((one) => one.category === category.code)
  const byCase = Math.max(0, ...cases.map(({ distanceM }) => weights.nearby * near(distanceM, reachM)))
  const things = hints.things.filter(({ name }) =>
    wordsOf(category).some((word) => name.zh.toLowerCase().includes(word) || name.en.toLowerCase().includes(word)),
  )
  const byThing = Math.max(0, ...things.map(({ distanceM }) => weights.thing * near(distanceM, thingReachM)))
  const last = hints.recent.indexOf(category.code)
  return { evidence: byTitle + byWord + byCase + byThing, habit: last < 0 ? 0 : weights.recent / (1 + last) }
}

/** Categories, the likeliest first: by what is said, what is near, and what was reported before. */
export function guessCategories(categories: readonly Category[], hints: Hints): Guess[] {
  return categories
    .map((category) => ({ category, ...scoreOf(category, hints) }))
    .toSorted((a, b) => b.evidence + b.habit - (a.evidence + a.habit))
    .map(({ category, evidence }) => ({ category, likely: evidence >= weights.nearby / 2 }))
}

/** Categories whose name, class, number or words have all that is sought. */
export function findCategories(categories: readonly Category[], sought: string): Category[] {
  const parts = sought.toLowerCase().split(/\s+/).filter(Boolean)
  return categories.filter((category) => {
    const { number, className } = category
    const text = [number, className.zh, className.en, ...wordsOf(category)].join(' ').toLowerCase()
    return parts.every((part) => text.includes(part))
  })
}
