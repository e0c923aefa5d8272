import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type EntryFacts, entryDigest } from '../digest.ts'
import { createMerkle } from '../seal/merkle.ts'
import { type Head, isSignedBy, sealDigest, sealOf } from '../seal/seal.ts'
import { createFindings, type Finding, type Findings } from './findings.ts'

/** What checking an exported file found. */
export interface ExportReport {
  readonly ok: boolean
  readonly seals: number
  readonly entries: number
  /** Entries of which only the digest is in the file: not asked for, or not for the eyes of whoever exported it. */
  readonly hidden: number
  /** `file`: the key came with the export; whoever made the file could have made the key. */
  readonly keys: readonly { readonly keyId: string; readonly from: 'folder' | 'file' }[]
  readonly findings: readonly Finding[]
  readonly found: number
}

interface EntryLine extends Omit<EntryFacts, 'prior' | 'personalDigest' | 'recordedAt'> {
  ordinal: number
  prior: string | null
  personalDigest: string | null
  recordedAt: string
  digest: string
}

type Line =
  | { line: 'journal'; keys: Record<string, string> }
  | ({ line: 'seal' } & Head)
  | ({ line: 'entry' } & EntryLine)
  | { line: 'leaf'; ordinal: number; digest: string | null }
  | { line: 'end' }

const bytes = (hex: string | null): Buffer | null => (hex === null ? null : Buffer.from(hex, 'hex'))

const factsOf = (line: EntryLine): EntryFacts => ({
  commandId: line.commandId,
  matter: line.matter,
  version: line.version,
  prior: bytes(line.prior),
  kind: line.kind,
  actor: line.actor,
  divisionKey: line.divisionKey,
  why: line.why,
  payload: line.payload,
  personalDigest: bytes(line.personalDigest),
  recordedAt: new Date(line.recordedAt),
})

/** Checks seal after seal as its lines come. */
function createSealCheck(findings: Findings, keyOf: (keyId: string) => string | undefined) {
  let open: { head: Head; tree: ReturnType<typeof createMerkle>; next: number } | undefined
  let before: Head | undefined

  function close(): void {
    if (open === undefined) return
    const { head, tree, next } = open
    const to = head.firstOrdinal + head.entryCount - 1
    if (next !== to + 1 || tree.root().toString('hex') !== head.root)
      findings.add('seal_broken', { no: head.no, from: head.firstOrdinal, to })
    before = head
    open = undefined
  }

  return {
    close,
    begin(head: Head): void {
      close()
      const seal = sealOf(head)
      if (!sealDigest(seal).equals(seal.digest)) findings.add('seal_changed', { no: seal.no })
      if (before !== undefined && seal.no <= before.no) findings.add('seal_unchained', { no: seal.no })
      if (before?.no === seal.no - 1 && before.digest !== head.prior) findings.add('seal_unchained', { no: seal.no })
      const publicKey = keyOf(seal.keyId)
      if (publicKey === undefined) findings.add('key_unknown', { no: seal.no, keyId: seal.keyId })
      else if (!isSignedBy(seal, publicKey)) findings.add('seal_unsigned', { no: seal.no, keyId: seal.keyId })
      open = { head, tree: createMerkle(), next: seal.firstOrdinal }
    },
    leaf(ordinal: number, digest: string | null): void {
      if (open === undefined || ordinal !== open.next) {
        findings.add('ordinal_unsealed', { ordinal })
        return
      }
      open.next += 1
      if (digest === null) findings.add('entry_removed', { ordinal })
      else open.tree.add(Buffer.from(digest, 'hex'))
    },
  }
}

function parse(text: string, at: number, findings: Findings): Line | undefined {
  try {
    const line = JSON.parse(text) as Line
    return typeof line === 'object' && line !== null && 'line' in line ? line : undefined
  } catch {
    findings.add('export_unreadable', { at })
    return undefined
  }
}

/** Checks a file that was exported, without the store it came from. `known` are public keys from elsewhere, by name. */
export async function verifyExport(file: string, known: ReadonlyMap<string, string>): Promise<ExportReport> {
  const findings = createFindings()
  const used = new Map<string, 'folder' | 'file'>()
  const counted = { seals: 0, entries: 0, hidden: 0 }
  let brought: Record<string, string> = {}
  let isWhole = false
  const seals = createSealCheck(findings, (keyId) => {
    used.set(keyId, known.has(keyId) ? 'folder' : 'file')
    return known.get(keyId) ?? brought[keyId]
  })
  let at = 0
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    at += 1
    const line = parse(text, at, findings)
    if (line?.line === 'journal') brought = line.keys
    if (line?.line === 'seal') {
      counted.seals += 1
      seals.begin(line)
    }
    if (line?.line === 'leaf') {
      counted.hidden += 1
      seals.leaf(line.ordinal, line.digest)
    }
    if (line?.line === 'entry') {
      counted.entries += 1
      if (entryDigest(factsOf(line)).toString('hex') !== line.digest)
        findings.add('entry_changed', { ordinal: line.ordinal, kind: line.kind, matter: line.matter ?? '-' })
      seals.leaf(line.ordinal, line.digest)
    }
    isWhole = line?.line === 'end'
  }
  seals.close()
  if (!isWhole) findings.add('export_cut', { at })
  const keys = [...used].map(([keyId, from]) => ({ keyId, from }))
  return { ...counted, keys, ok: findings.total() === 0, findings: findings.listed(), found: findings.total() }
}

const count = (value: number): string => value.toLocaleString('en')

/** The report for people, Chinese first. */
export function exportReportText({ ok, seals, entries, hidden, keys, findings, found }: ExportReport): string {
  const lines = [
    `${count(seals)} 道封印，${count(entries)} 条记录，另有 ${count(hidden)} 条只有摘要 · ${count(seals)} seals, ${count(entries)} entries, of ${count(hidden)} more only the digest`,
    ...keys.map(
      ({ keyId, from }) =>
        `公钥 · public key ${keyId}${from === 'folder' ? '' : '（随文件而来，请与可信处的比对 · came with the file: compare it with one you trust)'}`,
    ),
    ...findings.flatMap(({ zh, en }) => [`✗ ${zh}`, `  ${en}`]),
    ok
      ? '✓ 文件中的记录与封印一致 · the entries of this file are as they were sealed'
      : `✗ 有 ${count(found)} 处不符 · the file does not verify: ${count(found)} findings`,
  ]
  return `${lines.join('\n')}\n`
}
