/** What a key means to a list under a field: the row it goes to, taking a row, closing; undefined leaves it to the field. */
export type ListDeed = { readonly go: number } | { readonly take: number } | 'close'

/** `at` is the active row, -1 for none; Enter without one takes the first. */
export function listKey(key: string, at: number, count: number): ListDeed | undefined {
  if (count === 0) return undefined
  if (key === 'ArrowDown') return { go: (at + 1) % count }
  if (key === 'ArrowUp') return { go: at <= 0 ? count - 1 : at - 1 }
  if (key === 'Escape') return 'close'
  return key === 'Enter' ? { take: Math.max(at, 0) } : undefined
}
