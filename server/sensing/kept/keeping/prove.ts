import { createHash, type Hash } from 'node:crypto'
import type { Tx } from '../../../kernel/database/pool.ts'
import { sha256 } from '../../../kernel/journal/digest.ts'
import { BATCH_ROW_BYTES, type BatchAccount, copyBatchRows, findBatchBefore, listBatches } from '../queries/rows.ts'

/** Readings read back at a time: the database sorts them in memory. */
const READINGS_A_TURN = 400_000
const BATCHES_A_TURN = 2000

/** How far the rows still there agree with the digests of their batches. */
export interface Proof {
  readonly throughNo: number
  readonly digest: Buffer
  /** The first batch whose rows are not those that were committed. */
  readonly falseNo?: number
}

/** Batches from the beginning of a list that are few enough to be read at once; at least one. */
function firstOf(batches: readonly BatchAccount[]): readonly BatchAccount[] {
  let count = 0
  const end = batches.findIndex(({ readingCount }, index) => {
    count += readingCount
    return index > 0 && count > READINGS_A_TURN
  })
  return end < 0 ? batches : batches.slice(0, end)
}

/** The first of some neighbouring batches that does not agree with its rows. */
async function findFalse(tx: Tx, before: BatchAccount, batches: readonly BatchAccount[]): Promise<number | undefined> {
  const last = batches.at(-1)
  if (last === undefined) return undefined
  let at = 0
  let missing = batches[0]?.readingCount ?? 0
  let hash: Hash = createHash('sha256').update(before.digest)
  const wrong: number[] = []
  for await (const rows of copyBatchRows(tx, before.lastNo, last.lastNo)) {
    // Read to its end even when a batch is false: the connection is used again.
    for (let offset = 0; offset < rows.length && wrong.length === 0 && at < batches.length; ) {
      const take = Math.min(missing, (rows.length - offset) / BATCH_ROW_BYTES)
      hash.update(rows.subarray(offset, offset + take * BATCH_ROW_BYTES))
      offset += take * BATCH_ROW_BYTES
      missing -= take
      if (missing > 0) continue
      const batch = batches[at] as BatchAccount
      if (!hash.digest().equals(batch.digest)) wrong.push(batch.lastNo)
      at += 1
      missing = batches[at]?.readingCount ?? 0
      hash = createHash('sha256').update(batch.digest)
      if (at === batches.length && offset < rows.length) wrong.push(batch.lastNo)
    }
  }
  return wrong[0] ?? batches[at]?.lastNo
}

/**
 * Recomputes the digests of the batches after a number from the readings themselves, as far as another. The connection is
 * one that may COPY.
 */
export async function proveBatches(tx: Tx, after: number, to: number): Promise<Proof> {
  let before: BatchAccount = (await findBatchBefore(tx, after)) ?? { lastNo: 0, readingCount: 0, digest: sha256('') }
  await tx.query(`set work_mem = '64MB'`)
  for (;;) {
    const batches = firstOf(await listBatches(tx, before.lastNo, to, BATCHES_A_TURN))
    const last = batches.at(-1)
    if (last === undefined) return { throughNo: before.lastNo, digest: before.digest }
    const falseNo = await findFalse(tx, before, batches)
    if (falseNo !== undefined) return { throughNo: before.lastNo, digest: before.digest, falseNo }
    before = last
  }
}
