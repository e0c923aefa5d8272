const mostItems = 100

export interface ReadItems {
  readonly items: readonly unknown[]
  /** Why the text cannot be sent; null when it can. */
  readonly why: string | null
}

/** The readings a text holds: one object, or a list. What is wrong with one of them is for the server to say. */
export function readItems(text: string): ReadItems {
  try {
    const given: unknown = JSON.parse(text)
    return { items: Array.isArray(given) ? given : [given], why: null }
  } catch (error) {
    return { items: [], why: error instanceof Error ? error.message : String(error) }
  }
}

/** Whether as many may be sent at once. */
export const isSendable = ({ items, why }: ReadItems): boolean =>
  why === null && items.length > 0 && items.length <= mostItems

/** The text with one more reading at its end. A text that is not readable is left for the person to mend. */
export function withItem(text: string, item: object): string {
  const { items, why } = text.trim() === '' ? { items: [], why: null } : readItems(text)
  if (why !== null) return text
  return `[\n${[...items, item].map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]`
}

/** A typed value as the reading has it: a number, true or false, or a text. */
export function typedValue(typed: string): number | boolean | string {
  const text = typed.trim()
  if (text === 'true') return true
  if (text === 'false') return false
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : typed
}
