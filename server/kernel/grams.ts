const HAN = /\p{Script=Han}/u
const WORD = /[\p{Letter}\p{Number}]+/gu

/**
 * The pieces a text is found by: every pair of neighbouring Chinese characters (and each alone), every run of letters or
 * digits in lower case, and its beginnings from three letters on, so that half-typed words and numbers are found.
 */
export function gramsOf(...texts: readonly string[]): string[] {
  const grams = new Set<string>()
  for (const text of texts)
    for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(WORD))
      for (const part of split(run)) add(grams, part)
  return [...grams]
}

/** The pieces a search must all find. */
export function gramsSought(text: string): string[] {
  const grams = new Set<string>()
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(WORD))
    for (const part of split(run)) {
      if (!HAN.test(part)) grams.add(part.slice(0, MAX_WORD))
      else if (part.length === 1) grams.add(part)
      else for (const pair of pairs(part)) grams.add(pair)
    }
  return [...grams]
}

const MAX_WORD = 24
const MIN_PREFIX = 3

// A run may mix scripts (北新泾A座): Chinese and the rest are cut apart.
const split = (run: string): string[] => run.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? []

const pairs = (part: string): string[] => {
  const characters = [...part]
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}

function add(grams: Set<string>, part: string): void {
  if (HAN.test(part)) {
    for (const character of part) grams.add(character)
    for (const pair of pairs(part)) grams.add(pair)
    return
  }
  const word = part.slice(0, MAX_WORD)
  grams.add(word)
  for (let length = MIN_PREFIX; length < word.length; length += 1) grams.add(word.slice(0, length))
}
