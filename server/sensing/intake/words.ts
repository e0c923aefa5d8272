/** Different texts kept: states a device knows, not prose. */
const WORDS_LIMIT = 50_000

export interface NewWord {
  readonly id: number
  readonly text: string
}

export type Words = ReturnType<typeof createWords>

/** Texts of readings under numbers, so that a reading is a number whatever its property's type. */
export function createWords() {
  let numbers = new Map<string, number>()
  let texts: string[] = []
  return {
    /** The number of a text; `added` is told of a new one. Undefined when there are too many. */
    number(text: string, added: (word: NewWord) => void): number | undefined {
      const known = numbers.get(text)
      if (known !== undefined) return known
      if (texts.length >= WORDS_LIMIT) return undefined
      const id = texts.push(text) - 1
      numbers.set(text, id)
      added({ id, text })
      return id
    },
    text: (id: number): string => texts[id] ?? '',
    restore(words: readonly NewWord[]): void {
      texts = []
      for (const { id, text } of words) texts[id] = text
      numbers = new Map(words.map(({ id, text }) => [text, id]))
    },
  }
}

/** What was read, as people see it: a number kept for a yes or no or for a text is turned back. */
export const shownValue = (
  words: Words,
  kind: 'number' | 'boolean' | 'string',
  value: number,
): number | boolean | string => (kind === 'boolean' ? value === 1 : kind === 'string' ? words.text(value) : value)
