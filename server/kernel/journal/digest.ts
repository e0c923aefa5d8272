import { hash } from 'node:crypto'

/** Text in which equal values are equal text: keys sorted, absent members left out (after RFC 8785). */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  if (value instanceof Date) return JSON.stringify(value.toISOString())
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += text === '' ? canonical(item) : `,${canonical(item)}`
    return `[${text}]`
  }
  const members = value as Readonly<Record<string, unknown>>
  for (const key of Object.keys(members).sort()) {
    const member = members[key]
    if (member === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(member)}`
  }
  return `{${text}}`
}

/** The parts one behind another. */
export const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const [only, ...more] = parts
  if (only !== undefined && more.length === 0) return hash('sha256', only, 'buffer')
  const bytes = parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part))
  return hash('sha256', Buffer.concat(bytes), 'buffer')
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
