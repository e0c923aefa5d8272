import { createPublicKey, verify } from 'node:crypto'
import { canonical, sha256 } from '../digest.ts'

/** What a seal says about a run of entries: which ordinals, under which root, after which seal. */
export interface SealFacts {
  readonly no: number
  /** One life of the database cluster: transaction ids start anew with each. */
  readonly era: string
  /** The transaction id up to which (not including) everything is sealed; text, for it outgrows a double. */
  readonly toXid: string
  readonly firstOrdinal: number
  readonly entryCount: number
  readonly root: Buffer
  /** Digest of the seal before this one. */
  readonly prior: Buffer
  readonly keyId: string
  readonly sealedAt: Date
}

/** A seal as it is kept. */
export interface Seal extends SealFacts {
  readonly digest: Buffer
  readonly signature: Buffer
}

/** What the first seal names as its predecessor. */
export const GENESIS = Buffer.alloc(32)

/** The digest that is signed and that the next seal names; it covers every fact. */
export const sealDigest = (facts: SealFacts): Buffer =>
  sha256(
    'yiwang seal 1\n',
    canonical({
      no: facts.no,
      era: facts.era,
      toXid: facts.toXid,
      firstOrdinal: facts.firstOrdinal,
      entryCount: facts.entryCount,
      root: facts.root.toString('hex'),
      prior: facts.prior.toString('hex'),
      keyId: facts.keyId,
      sealedAt: facts.sealedAt.toISOString(),
    }),
  )

/** Whether a seal's signature is by the holder of this public key (PEM). */
export const isSignedBy = (seal: Pick<Seal, 'digest' | 'signature'>, publicKey: string): boolean =>
  verify(null, seal.digest, createPublicKey(publicKey), seal.signature)

/** A seal as one line of text outside the database; bytes are hex. */
export interface Head {
  readonly no: number
  readonly era: string
  readonly toXid: string
  readonly firstOrdinal: number
  readonly entryCount: number
  readonly root: string
  readonly prior: string
  readonly keyId: string
  readonly sealedAt: string
  readonly digest: string
  readonly signature: string
}

/** The line of a seal. */
export const headOf = (seal: Seal): Head => ({
  no: seal.no,
  era: seal.era,
  toXid: seal.toXid,
  firstOrdinal: seal.firstOrdinal,
  entryCount: seal.entryCount,
  root: seal.root.toString('hex'),
  prior: seal.prior.toString('hex'),
  keyId: seal.keyId,
  sealedAt: seal.sealedAt.toISOString(),
  digest: seal.digest.toString('hex'),
  signature: seal.signature.toString('hex'),
})

/** The seal of a line. */
export const sealOf = (head: Head): Seal => ({
  no: head.no,
  era: head.era,
  toXid: head.toXid,
  firstOrdinal: head.firstOrdinal,
  entryCount: head.entryCount,
  root: Buffer.from(head.root, 'hex'),
  prior: Buffer.from(head.prior, 'hex'),
  keyId: head.keyId,
  sealedAt: new Date(head.sealedAt),
  digest: Buffer.from(head.digest, 'hex'),
  signature: Buffer.from(head.signature, 'hex'),
})
