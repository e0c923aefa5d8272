import type { Tx } from '../../database/pool.ts'
import { readHeads } from '../seal/heads.ts'
import { type Head, isSignedBy, sealDigest, sealOf } from '../seal/seal.ts'
import type { Findings } from './findings.ts'

interface Options {
  findings: Findings
  keys: ReadonlyMap<string, string>
  /** The last seal of the database; 0 without any. */
  last: number
}

const DIGESTS = `select no, encode(digest, 'hex') as digest from kernel.seal where no = any($1)`

/** Heads compared at a time. */
const PAGE = 1000

function isGenuine(head: Head, keys: ReadonlyMap<string, string>): boolean {
  try {
    const seal = sealOf(head)
    const publicKey = keys.get(head.keyId)
    return sealDigest(seal).equals(seal.digest) && (publicKey === undefined || isSignedBy(seal, publicKey))
  } catch {
    return false
  }
}

async function compare(tx: Tx, heads: readonly Head[], { findings, last }: Options): Promise<void> {
  const rows = await tx.query<{ no: number; digest: string }>(DIGESTS, [heads.map((head) => head.no)])
  const digests = new Map(rows.map((row) => [row.no, row.digest]))
  for (const head of heads) {
    // A seal that is missing in the middle has been told already, by the walk along the seals.
    const digest = digests.get(head.no) ?? head.digest
    if (head.no <= last && digest !== head.digest) findings.add('seal_replaced', { no: head.no })
  }
}

/** What one file of heads holds. */
export interface HeadFile {
  readonly file: string
  readonly heads: readonly Head[]
  /** Lines that cannot be read. */
  readonly broken: number
}

/** Reads files of heads; to be done before the snapshot is taken, for the sealer goes on appending. */
export async function loadHeads(files: readonly string[]): Promise<HeadFile[]> {
  return Promise.all(files.map(async (file) => ({ file, ...(await readHeads(file)) })))
}

/** Measures the database against heads kept outside it; returns the newest head. */
export async function checkHeads(tx: Tx, files: readonly HeadFile[], options: Options): Promise<Head | undefined> {
  const { findings, last } = options
  let newest: Head | undefined
  for (const { file, heads, broken } of files) {
    if (broken > 0) findings.add('head_unreadable', { file, lines: broken })
    const genuine: Head[] = []
    for (const head of heads) {
      if (isGenuine(head, options.keys)) genuine.push(head)
      else findings.add('head_invalid', { file, no: head.no })
    }
    for (let at = 0; at < genuine.length; at += PAGE) await compare(tx, genuine.slice(at, at + PAGE), options)
    newest = genuine.reduce((high, head) => (high === undefined || head.no > high.no ? head : high), newest)
  }
  if (newest !== undefined && newest.no > last) {
    findings.add('tail_missing', { no: newest.no, to: newest.firstOrdinal + newest.entryCount - 1, last })
  }
  return newest
}
