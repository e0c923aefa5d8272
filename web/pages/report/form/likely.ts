import type { PublicCategory } from '../../../../contract/cases/index.ts'

const most = 6
const leastLetters = 2

/** How many of a category's own words somebody used. */
function usedIn(told: string, { title, words }: PublicCategory): number {
  const own = [title.zh, title.en, ...words.zh, ...words.en]
  return own.filter((word) => word.length >= leastLetters && told.includes(word.toLowerCase())).length
}

/** The kinds whose words are in what was told, the likeliest first. */
export function likely(categories: readonly PublicCategory[], told: string): PublicCategory[] {
  const lower = told.toLowerCase()
  return categories
    .map((category) => ({ category, used: usedIn(lower, category) }))
    .filter(({ used }) => used > 0)
    .toSorted((a, b) => b.used - a.used)
    .slice(0, most)
    .map(({ category }) => category)
}
