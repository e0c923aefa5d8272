import { everywhere } from '../../access.ts'
import { openPool, type Tx } from '../../database/pool.ts'
import { headFiles, headsFile } from '../seal/heads.ts'
import { findPublishedKeys, readPublicKeys } from '../seal/keys.ts'
import { getEra } from '../seal/queries.ts'
import { createEntryCheck, unsealedRows } from './entries.ts'
import { createFindings, type Finding } from './findings.ts'
import { checkHeads, type HeadFile, loadHeads } from './heads.ts'
import { checkMatters } from './matters.ts'
import { checkSeals } from './seals.ts'

export interface VerifyOptions {
  /** The owner's address: row policies hide nothing from the owner. The application's own sees what the program sees. */
  ownerUrl: string
  dataFolder: string
  /** Files of heads kept elsewhere, instead of those in the data folder. */
  heads?: readonly string[]
}

/** A public key that seals were checked with. */
export interface KnownKey {
  readonly keyId: string
  readonly publicKey: string
  /** `folder`: in the data folder. `database`: only in the database, where whoever can write there could have put it. */
  readonly from: 'folder' | 'database'
}

/** What verify found. */
export interface Report {
  readonly ok: boolean
  readonly era: string
  readonly seals: number
  readonly sealed: number
  readonly unsealed: number
  readonly lastOrdinal: number
  /** Digest of the last seal: write it down elsewhere, and nothing before it can be changed unseen. */
  readonly head: string
  /** The newest head found outside the database. */
  readonly headOutside: { readonly no: number; readonly digest: string } | null
  readonly erased: number
  readonly keys: readonly KnownKey[]
  /** The first hundred. */
  readonly findings: readonly Finding[]
  readonly found: number
}

const SNAPSHOT = 'begin isolation level repeatable read read only'

// Nothing to the owner; the application's role sees the whole place only when it says so.
const WHOLE = `select set_config('yiwang.lo', $1, true), set_config('yiwang.hi', $2, true)`

async function gatherKeys(tx: Tx, dataFolder: string): Promise<KnownKey[]> {
  const inFolder = await readPublicKeys(dataFolder)
  const published = [...(await findPublishedKeys(tx))].filter(([keyId]) => !inFolder.has(keyId))
  const as =
    (from: KnownKey['from']) =>
    ([keyId, publicKey]: [string, string]) => ({ keyId, publicKey, from })
  return [...[...inFolder].map(as('folder')), ...published.map(as('database'))]
}

async function check(tx: Tx, options: VerifyOptions, outside: readonly HeadFile[]): Promise<Report> {
  const findings = createFindings()
  const known = await gatherKeys(tx, options.dataFolder)
  const keys = new Map(known.map(({ keyId, publicKey }) => [keyId, publicKey]))
  const entries = createEntryCheck(findings)
  const walked = await checkSeals(tx, { findings, entries, keys })
  let unsealed = 0
  for await (const row of unsealedRows(tx)) {
    unsealed += 1
    entries.check(row, walked.lastOrdinal + unsealed)
  }
  const { erased } = entries.finish()
  await checkMatters(tx, findings)
  const newest = await checkHeads(tx, outside, { findings, keys, last: walked.seals })
  if (newest === undefined && walked.seals > 0) findings.add('heads_missing', { file: headsFile(options.dataFolder) })
  return {
    ok: findings.total() === 0,
    era: await getEra(tx),
    seals: walked.seals,
    sealed: walked.sealed,
    unsealed,
    lastOrdinal: walked.lastOrdinal,
    head: walked.head.toString('hex'),
    headOutside: newest === undefined ? null : { no: newest.no, digest: newest.digest },
    erased,
    keys: known,
    findings: findings.listed(),
    found: findings.total(),
  }
}

/** Recomputes the whole journal and measures it against the signed heads outside the database. Changes nothing. */
export async function verifyJournal(options: VerifyOptions): Promise<Report> {
  const outside = await loadHeads(options.heads ?? (await headFiles(options.dataFolder)))
  const pool = openPool(options.ownerUrl, { max: 1, applicationName: 'yiwang verify' })
  try {
    return await pool.transaction(async (tx) => {
      tx.send(WHOLE, [everywhere.lo, everywhere.hi])
      return check(tx, options, outside)
    }, SNAPSHOT)
  } finally {
    await pool.close()
  }
}
