import { z } from 'zod'
import { DivisionKey } from './identity.ts'
import { Bilingual, Instant } from './text.ts'

const Ordinal = z.coerce.number().int().min(1)
const Digest = z.string().regex(/^[0-9a-f]{64}$/)

/** What is looked for in the journal; everything given must hold. */
export const JournalFilter = z.object({
  /** `<kind>:<id>` for one matter, `<kind>:` for all of a kind. */
  matter: z
    .string()
    .trim()
    .max(200)
    .regex(/^[a-z][a-z-]*:/, 'kind:id, or kind: for all of a kind')
    .optional(),
  /** Kinds of entries, as in `case.filed`. */
  kind: z.string().trim().max(100).optional(),
  /** An account's id, `system:<part>`, `device:<id>`, or part of somebody's name. */
  actor: z.string().trim().max(200).optional(),
  command: z.uuid().optional(),
  /** A division and everything below it. */
  within: DivisionKey.optional(),
  /** When it was written down: from (included) to (not included). */
  from: Instant.optional(),
  to: Instant.optional(),
  /** In what was written down and why; never in personal data. */
  words: z.string().trim().min(1).max(100).optional(),
})
export type JournalFilter = z.infer<typeof JournalFilter>

/** `GET /api/v1/journal/entries`: newest first. `before` is the `next` of the page before. */
export const JournalQuery = JournalFilter.extend({
  before: Ordinal.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type JournalQuery = z.infer<typeof JournalQuery>

/** An entry in a list. */
export const JournalLine = z.object({
  ordinal: z.number().int(),
  at: Instant,
  kind: z.string(),
  actor: z.string(),
  /** Null for parts of the program, for devices, and for accounts that are gone. */
  actorName: z.string().nullable(),
  matter: z.string().nullable(),
  version: z.number().int().nullable(),
  divisionKey: z.string(),
  why: z.string().nullable(),
})
export type JournalLine = z.infer<typeof JournalLine>

export const JournalPage = z.object({
  items: z.array(JournalLine),
  next: z.number().int().nullable(),
  /** How far back words were looked for: a page of words may be short or empty and have a next one. */
  lookedTo: z.object({ ordinal: z.number().int(), at: Instant.nullable() }).nullable(),
})
export type JournalPage = z.infer<typeof JournalPage>

/** A seal as the line in which it is kept outside the database; bytes are hex. */
export const SealLine = z.object({
  no: z.number().int(),
  era: z.string(),
  toXid: z.string(),
  firstOrdinal: z.number().int(),
  entryCount: z.number().int(),
  root: Digest,
  prior: Digest,
  keyId: z.string(),
  sealedAt: Instant,
  digest: Digest,
  signature: z.string(),
})
export type SealLine = z.infer<typeof SealLine>

/** What of an entry's personal fields there is: none ever, kept apart, erased with a record, or gone without one. */
export const PersonalState = z.enum(['none', 'kept', 'erased', 'missing'])
export type PersonalState = z.infer<typeof PersonalState>

/** `unknown_key`: its public key is neither in the data folder nor in the store. */
export const SignatureState = z.enum(['good', 'bad', 'unknown_key'])

/** `GET /api/v1/journal/entries/:ordinal`. */
export const JournalEntry = JournalLine.extend({
  commandId: z.uuid(),
  payload: z.record(z.string(), z.unknown()),
  personal: PersonalState,
  /** Of salt and personal fields. */
  personalDigest: Digest.nullable(),
  digest: Digest,
  /** Digest of the entry before it on the same matter. */
  prior: Digest.nullable(),
  /** Where this person may see them. */
  priorOrdinal: z.number().int().nullable(),
  nextOrdinal: z.number().int().nullable(),
  seal: SealLine.extend({ signatureState: SignatureState }),
})
export type JournalEntry = z.infer<typeof JournalEntry>

export const EntryParams = z.object({ ordinal: Ordinal })

/** `GET /api/v1/journal/entries/:ordinal/personal?purpose=…`: the look is written down. */
export const PersonalQuery = z.object({ purpose: z.string().trim().min(2).max(200) })
export const PersonalFields = z.object({ fields: z.record(z.string(), z.unknown()) })
export type PersonalFields = z.infer<typeof PersonalFields>

/** `GET /api/v1/journal/entries/:ordinal/proof`: everything recomputed now, and what is needed to do it again elsewhere. */
export const EntryProof = z.object({
  holds: z.boolean(),
  checks: z.array(z.object({ code: z.string(), ok: z.boolean().nullable(), says: Bilingual })),
  proves: z.array(Bilingual),
  doesNot: z.array(Bilingual),
  /** SHA-256 of this text is the entry's digest. */
  canonical: z.string(),
  /** From the leaf up: the hashes of the neighbours, and on which side each stands. */
  path: z.array(z.object({ side: z.enum(['left', 'right']), hash: Digest })),
  publicKey: z.string().nullable(),
})
export type EntryProof = z.infer<typeof EntryProof>

/** What a verification of the whole journal found. */
export const Verified = z.object({
  ok: z.boolean(),
  seals: z.number().int(),
  sealed: z.number().int(),
  unsealed: z.number().int(),
  lastOrdinal: z.number().int(),
  /** Digest of the last seal. */
  head: Digest,
  headOutside: z.object({ no: z.number().int(), digest: z.string() }).nullable(),
  erased: z.number().int(),
  found: z.number().int(),
  /** The first twenty. */
  findings: z.array(Bilingual),
})
export type Verified = z.infer<typeof Verified>

/** `GET /api/v1/journal/state`: how far the journal is sealed, and when all of it was last verified. */
export const JournalState = z.object({
  lastOrdinal: z.number().int(),
  /** The newest seal; null before the first. */
  seal: z.object({ no: z.number().int(), digest: Digest, sealedAt: Instant }).nullable(),
  /** Entries without a seal, counted up to a thousand, and since when the oldest waits. */
  unsealed: z.object({ count: z.number().int(), more: z.boolean(), since: Instant.nullable() }),
  /** `broken_off`: begun, never finished, and not under way. */
  verification: z.enum(['never', 'running', 'broken_off', 'done']),
  begun: z.object({ at: Instant, by: z.string().nullable() }).nullable(),
  last: Verified.extend({ at: Instant }).nullable(),
})
export type JournalState = z.infer<typeof JournalState>

/** `POST /api/v1/journal/verifications`. */
export const VerificationBegun = z.object({ begun: z.literal(true) })

/** `GET /api/v1/journal/kinds`: every kind of entry this program writes. */
export const JournalKinds = z.object({ items: z.array(z.string()) })
