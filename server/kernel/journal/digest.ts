import { createHash } from 'node:crypto'

/** Text in which equal values are equal text: keys sorted, absent members left out (after RFC 8785). */
export function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`)
    return `{${members.join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

export const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** Everything an entry says, as it is digested. Bytes are hex, times ISO 8601 in UTC. */
export interface EntryFacts {
  commandId: string
  matter: string | null
  version: number | null
  prior: Uint8Array | null
  kind: string
  actor: string
  divisionKey: string
  why: string | null
  payload: unknown
  personalDigest: Uint8Array | null
  recordedAt: Date
}

const hex = (bytes: Uint8Array | null) => (bytes === null ? null : Buffer.from(bytes).toString('hex'))

/** The text whose SHA-256 an entry's digest is. */
export const entryText = (facts: EntryFacts): string =>
  canonical({
    ...facts,
    prior: hex(facts.prior),
    personalDigest: hex(facts.personalDigest),
    recordedAt: facts.recordedAt.toISOString(),
  })

/** The digest of an entry, which its successor on the same matter and the seal over it both name. */
export const entryDigest = (facts: EntryFacts): Buffer => sha256(entryText(facts))

/** Personal fields are digested under a random salt, so that erased data cannot be guessed from the digest. */
export const personalDigest = (salt: Uint8Array, data: unknown): Buffer => sha256(salt, canonical(data))
