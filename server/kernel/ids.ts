import { createHash, randomUUIDv7 } from 'node:crypto'

/** A time-ordered identifier (UUID version 7, RFC 9562 §5.7): neighbours in time are neighbours in an index. */
export const newId = (): string => randomUUIDv7()

/** A name-based identifier (UUID version 8): the same words give the same id, so a retried follow-up is the same command. */
export function idFrom(...words: readonly string[]): string {
  const bytes = createHash('sha256').update(words.join('\u0000')).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
