import type { Tx } from '../../database/pool.ts'
import { createMerkle } from '../seal/merkle.ts'
import { listSeals } from '../seal/queries.ts'
import { GENESIS, isSignedBy, type Seal, sealDigest } from '../seal/seal.ts'
import { type EntryCheck, type EntryRow, sealedRows } from './entries.ts'
import type { Findings } from './findings.ts'

interface Options {
  findings: Findings
  entries: EntryCheck
  /** Public keys by name. */
  keys: ReadonlyMap<string, string>
}

async function* allSeals(tx: Tx): AsyncGenerator<Seal> {
  for (let no = 0; ; ) {
    const page = await listSeals(tx, no, 1000)
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    no = last.no
  }
}

/** Checks the signatures; a key that is not known is told once, not for each of its seals. */
function createSignatureCheck({ findings, keys }: Options) {
  const unknown = new Set<string>()
  return (seal: Seal): void => {
    const publicKey = keys.get(seal.keyId)
    if (publicKey !== undefined) {
      if (!isSignedBy(seal, publicKey)) findings.add('seal_unsigned', { no: seal.no, keyId: seal.keyId })
      return
    }
    if (!unknown.has(seal.keyId)) findings.add('key_unknown', { no: seal.no, keyId: seal.keyId })
    unknown.add(seal.keyId)
  }
}

/** Hands out the rows that belong to one ordinal after another. */
function createTaker(rows: AsyncGenerator<EntryRow>) {
  let next: EntryRow | undefined
  const peek = async (): Promise<EntryRow | undefined> => {
    next ??= (await rows.next()).value as EntryRow | undefined
    return next
  }
  return {
    peek,
    /** The next row if its ordinal is not beyond `ordinal`. */
    async take(ordinal: number): Promise<EntryRow | undefined> {
      const row = await peek()
      if (row === undefined || (row.ordinal ?? 0) > ordinal) return undefined
      next = undefined
      return row
    },
  }
}

/** Walks seals and entries together from the first to the last. */
export async function checkSeals(tx: Tx, options: Options) {
  const { findings, entries } = options
  const checkSignature = createSignatureCheck(options)
  const taker = createTaker(sealedRows(tx))
  let before: { no: number; digest: Buffer; nextOrdinal: number } = { no: 0, digest: GENESIS, nextOrdinal: 1 }
  let sealed = 0

  async function checkContent(seal: Seal): Promise<void> {
    const tree = createMerkle()
    let whole = true
    for (let ordinal = seal.firstOrdinal; ordinal < seal.firstOrdinal + seal.entryCount; ordinal += 1) {
      const row = await taker.take(ordinal)
      if (row === undefined) findings.add('ordinal_missing', { ordinal })
      else if (row.seq === null) findings.add('entry_removed', { ordinal })
      if (row === undefined || row.seq === null) {
        whole = false
        continue
      }
      sealed += 1
      tree.add(row.digest)
      entries.check(row, ordinal)
    }
    if (whole && !tree.root().equals(seal.root)) {
      const to = seal.firstOrdinal + seal.entryCount - 1
      findings.add('seal_broken', { no: seal.no, from: seal.firstOrdinal, to })
    }
  }

  for await (const seal of allSeals(tx)) {
    for (let no = before.no + 1; no < seal.no; no += 1) findings.add('seal_missing', { no })
    const follows = seal.prior.equals(before.digest) && seal.firstOrdinal === before.nextOrdinal
    if (!follows && seal.no === before.no + 1) findings.add('seal_unchained', { no: seal.no })
    if (!sealDigest(seal).equals(seal.digest)) findings.add('seal_changed', { no: seal.no })
    checkSignature(seal)
    await skipTo(seal.firstOrdinal)
    await checkContent(seal)
    before = { no: seal.no, digest: seal.digest, nextOrdinal: seal.firstOrdinal + seal.entryCount }
  }
  await skipTo(Number.POSITIVE_INFINITY)
  return { seals: before.no, sealed, lastOrdinal: before.nextOrdinal - 1, head: before.digest }

  async function skipTo(ordinal: number): Promise<void> {
    for (let row = await taker.peek(); row !== undefined && (row.ordinal ?? 0) < ordinal; row = await taker.peek()) {
      findings.add('ordinal_unsealed', { ordinal: row.ordinal ?? 0 })
      await taker.take(ordinal)
    }
  }
}
