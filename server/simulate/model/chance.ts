/**
 * A number in [0, 1) that is the same for the same seed and words, on every machine: FNV-1a over the words, then the
 * mixing of mulberry32. Without state: what happens at an hour does not depend on when the program was started.
 */
export function chance(seed: number, ...words: readonly (string | number)[]): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0
  for (const character of words.join('\u0000')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  let mixed = (hash + 0x6d2b79f5) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
}

/** The item a number in [0, 1) falls on; undefined only where there is none. */
export const pickBy = <T>(share: number, items: readonly T[]): T | undefined => items[Math.floor(share * items.length)]

/** The key a number in [0, 1) falls on, each as wide as its weight. */
export function pickWeighted<K extends string>(share: number, weights: Readonly<Record<K, number>>): K | undefined {
  const entries = Object.entries(weights) as [K, number][]
  let left = share * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [key, weight] of entries) {
    left -= weight
    if (left < 0) return key
  }
  return entries.at(-1)?.[0]
}
