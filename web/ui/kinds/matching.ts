/** As people type: width, case and spaces do not matter. */
const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/**
 * What fits the words typed: every word has to occur in one of an item's texts. What begins with the first word comes
 * first, otherwise the order stays.
 */
export function matching<Item>(
  items: readonly Item[],
  typed: string,
  textsOf: (item: Item) => readonly string[],
): Item[] {
  const words = typed.trim().split(/\s+/).map(plain).filter(Boolean)
  const [first = ''] = words
  if (first === '') return [...items]
  const found = items.flatMap((item) => {
    const texts = textsOf(item).map(plain)
    if (!words.every((word) => texts.some((text) => text.includes(word)))) return []
    return [{ item, begins: texts.some((text) => text.startsWith(first)) }]
  })
  return [...found.filter(({ begins }) => begins), ...found.filter(({ begins }) => !begins)].map(({ item }) => item)
}
