import { gramsOf, gramsSought } from '../../kernel/grams.ts'

/** What can be found by its names. */
export interface Named {
  readonly name: { readonly zh: string; readonly en: string }
  readonly code: string | null
}

/** How well something fits the words, less is better: it is called so, its name begins so, holds it, or holds its parts. */
export function fitOf({ name, code }: Named, words: string): number {
  const sought = folded(words)
  const texts = [name.zh, name.en, code ?? ''].map(folded)
  if (texts.includes(sought)) return 0
  if (texts.some((text) => text.startsWith(sought))) return 1
  return texts.some((text) => text.includes(sought)) ? 2 : 3
}

/** Width, case and spaces do not matter. */
const folded = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** Finds among many by words, half-typed ones and two Chinese characters included; what holds all of them, in their order. */
export function nameIndexOf<N extends Named>(all: readonly N[]): (words: string) => N[] {
  const holders = new Map<string, number[]>()
  for (const [at, { name, code }] of all.entries()) {
    for (const gram of gramsOf(name.zh, name.en, code ?? '')) {
      const known = holders.get(gram)
      if (known === undefined) holders.set(gram, [at])
      else known.push(at)
    }
  }
  return (words) => {
    const lists = gramsSought(words).map((gram) => holders.get(gram) ?? [])
    const [fewest, ...others] = lists.sort((a, b) => a.length - b.length)
    if (fewest === undefined || fewest.length === 0) return []
    const rest = others.map((list) => new Set(list))
    return fewest.filter((at) => rest.every((set) => set.has(at))).flatMap((at) => all[at] ?? [])
  }
}
