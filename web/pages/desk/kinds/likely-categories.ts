import type { Category } from '../../../../contract/cases/index.ts'
import { matching } from './matching.ts'

const most = 6
const leastLetters = 2

/** What a category may be looked for by. */
const textsOf = ({ title, className, number, words }: Category): string[] => [
  title.zh,
  title.en,
  number,
  ...words.zh,
  ...words.en,
  className.zh,
  className.en,
]

/** How many of a category's own words somebody used. */
function usedIn(told: string, { title, words }: Category): number {
  const own = [title.zh, title.en, ...words.zh, ...words.en]
  return own.filter((word) => word.length >= leastLetters && told.includes(word.toLowerCase())).length
}

/** The categories that fit what is typed; while nothing is, those whose words are in what was told, the likeliest first. */
export function likelyCategories(categories: readonly Category[], typed: string, told: string): Category[] {
  if (typed.trim() !== '') return matching(categories, typed, textsOf).slice(0, most)
  const lower = told.toLowerCase()
  return categories
    .map((category) => ({ category, used: usedIn(lower, category) }))
    .filter(({ used }) => used > 0)
    .sort((a, b) => b.used - a.used)
    .slice(0, most)
    .map(({ category }) => category)
}
