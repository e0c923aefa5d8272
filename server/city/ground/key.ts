/** One level of a division key: three characters of 0-9 and a-z. The number says the order of making, nothing else. */
export const SEGMENT = 3

/** The key of the `number`-th child (from 1) of a division; of the root when the parent's key is empty. */
export function keyOf(parentKey: string, number: number): string {
  const segment = number.toString(36).padStart(SEGMENT, '0')
  if (segment.length > SEGMENT) throw new Error(`a division holds at most ${36 ** SEGMENT - 1} others`)
  return parentKey + segment
}

/** The keys from the root down to a division, itself included. */
export function pathOf(divisionKey: string): string[] {
  const path: string[] = []
  for (let end = SEGMENT; end <= divisionKey.length; end += SEGMENT) path.push(divisionKey.slice(0, end))
  return path
}

/** The smallest division that holds all of these. */
export function commonKey(keys: readonly string[]): string {
  const first = keys[0] ?? ''
  let length = first.length
  while (length > 0 && !keys.every((key) => key.startsWith(first.slice(0, length)))) length -= SEGMENT
  return first.slice(0, length)
}
