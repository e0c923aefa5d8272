import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { everywhere } from '../../../kernel/access.ts'
import { type Pool, type Tx, txOn } from '../../../kernel/database/pool.ts'
import { listOfKinds } from '../../../kernel/journal/trail.ts'
import { findLastBatch, findProgress } from '../../writing/queries.ts'
import { digestOf } from '../keeping/draft.ts'
import { PROVED } from '../keeping/pass.ts'
import { proveBatches } from '../keeping/prove.ts'
import { pathOf } from '../layout.ts'
import { listFiles } from '../queries/segments.ts'
import { type Balance, isLive, readBalance } from './queries.ts'

/** Something that is not as it was. */
export interface KeptFinding {
  readonly zh: string
  readonly en: string
}

export interface KeptReport {
  readonly ok: boolean
  readonly balance: Balance
  readonly files: number
  readonly bytes: number
  readonly findings: readonly KeptFinding[]
}

interface LiveFile {
  readonly segmentId: number
  readonly path: string
  readonly sha256: string
  readonly bytes: number
}

/** The digests of the files of a segment by kind, as the journal has them. */
type Said = Record<string, string>

const PAGE = 1000

/** What the journal says is there: every segment that was made and not retired. */
async function readSaid(tx: Tx): Promise<Map<number, Said>> {
  const said = new Map<number, Said>()
  for (let after = 0; ; ) {
    const entries = await listOfKinds(tx, ['readings.sealed', 'readings.expired'], after, PAGE)
    for (const { payload } of entries) {
      const { segments, retired } = payload as { segments: { id: number; files: Said }[]; retired: number[] }
      for (const { id, files } of segments) said.set(id, files)
      for (const id of retired) said.delete(id)
    }
    const last = entries.at(-1)
    if (last === undefined || entries.length < PAGE) return said
    after = last.seq
  }
}

/** The files of the manifest, each held against the journal. */
async function readFiles(tx: Tx, findings: KeptFinding[]): Promise<LiveFile[]> {
  const said = await readSaid(tx)
  const live: LiveFile[] = []
  for (let after = 0; ; ) {
    const files = await listFiles(tx, after, PAGE)
    for (const { segmentId: id, kind, bytes, sha256, firstAt } of files) {
      const path = pathOf({ id, firstAt }, kind)
      const digest = sha256.toString('hex')
      live.push({ segmentId: id, path, sha256: digest, bytes })
      const known = said.get(id)?.[kind]
      if (known !== digest)
        findings.push({ zh: `日志里没有这个文件：${path}`, en: `The journal knows no such file: ${path}` })
      after = id
    }
    if (files.length === 0) break
  }
  const found = new Set(live.map(({ segmentId }) => segmentId))
  for (const id of said.keys())
    if (!found.has(id)) findings.push({ zh: `段 ${id} 不见了`, en: `Segment ${id} is missing from the manifest` })
  return live
}

function judge(balance: Balance, findings: KeptFinding[]): void {
  const { committed, inDatabase, inSegments, doubled, expired } = balance
  const missing = committed - inDatabase - inSegments - doubled - expired
  if (missing === 0) return
  findings.push({
    zh: `已入库 ${committed} 条，与现有的相差 ${missing} 条`,
    en: `${committed} readings were committed; what there is differs by ${missing}`,
  })
}

async function proveRest(tx: Tx, findings: KeptFinding[]): Promise<void> {
  const to = (await findLastBatch(tx))?.lastNo ?? 0
  const { falseNo } = await proveBatches(tx, await findProgress(tx, PROVED), to)
  if (falseNo !== undefined)
    findings.push({
      zh: `第 ${falseNo} 号为止的那批读数已不是当初入库的`,
      en: `The readings of the batch up to number ${falseNo} are not those that were committed`,
    })
}

/** As of one moment, while nothing is sealed. */
async function inSnapshot<T>(pool: Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  client.on('error', () => {})
  try {
    const tx = txOn(client)
    await tx.query('begin isolation level repeatable read')
    await tx.query('lock table sensing.reading in access share mode')
    await tx.query(`select set_config('yiwang.lo', $1, true), set_config('yiwang.hi', $2, true)`, [
      everywhere.lo,
      everywhere.hi,
    ])
    return await work(tx)
  } finally {
    client.release(true)
  }
}

async function checkFile(
  pool: Pool,
  folder: string,
  { segmentId, path, sha256, bytes }: LiveFile,
): Promise<string | null> {
  try {
    const { size } = await stat(join(folder, path))
    if (size === bytes && (await digestOf(join(folder, path))).toString('hex') === sha256) return null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  // Another may have taken its place since.
  return (await pool.whole((tx) => isLive(tx, segmentId))) ? path : null
}

/**
 * Holds all readings together: files against their digests, digests against the journal, batches still in the database
 * against their rows, and the sum of what was committed against the sum of what is there.
 */
export async function verifyKept(pool: Pool, folder: string): Promise<KeptReport> {
  const findings: KeptFinding[] = []
  const { balance, files } = await inSnapshot(pool, async (tx) => {
    const found = { balance: await readBalance(tx), files: await readFiles(tx, findings) }
    judge(found.balance, findings)
    await proveRest(tx, findings)
    return found
  })
  for (const file of files) {
    const wrong = await checkFile(pool, folder, file)
    if (wrong !== null)
      findings.push({ zh: `文件已被改动或丢失：${wrong}`, en: `The file was changed or lost: ${wrong}` })
  }
  const bytes = files.reduce((total, file) => total + file.bytes, 0)
  return { ok: findings.length === 0, balance, files: files.length, bytes, findings }
}

const counted = (value: number): string => value.toLocaleString('en')

/** The report for people, Chinese first. */
export function keptReportText({ ok, balance, files, bytes, findings }: KeptReport): string {
  const { committed, inDatabase, inSegments, doubled, expired } = balance
  const lines = [
    `读数 ${counted(committed)} 条：库中 ${counted(inDatabase)}，文件中 ${counted(inSegments)}，重复 ${counted(doubled)}，到期删除 ${counted(expired)}`,
    `readings ${counted(committed)}: in the database ${counted(inDatabase)}, in files ${counted(inSegments)}, doubled ${counted(doubled)}, removed when over ${counted(expired)}`,
    `文件 ${counted(files)} 个，${counted(bytes)} 字节 · files ${counted(files)}, bytes ${counted(bytes)}`,
    ...findings.flatMap(({ zh, en }) => [`✗ ${zh}`, `  ${en}`]),
    ok
      ? '✓ 读数完整，未见改动 · the readings are whole and unchanged'
      : `✗ 读数有 ${counted(findings.length)} 处不符 · the readings do not verify: ${counted(findings.length)} findings`,
  ]
  return `${lines.join('\n')}\n`
}
