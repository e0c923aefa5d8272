import type { Tx } from '../../kernel/database/pool.ts'
import { sha256 } from '../../kernel/journal/digest.ts'
import type { NewEntry } from '../../kernel/journal/entry.ts'
import { countBatches, findLastBatch, findProgress, insertBatch, saveProgress } from './queries.ts'
import type { Rows } from './rows.ts'

/** Readings are not commands: each commit leaves a batch row, and once a second the journal says how far they have come. */
const PROGRESS = 'journal'

export type Accounts = ReturnType<typeof createAccounts>

/** Chains the digests of batches and writes them down in the journal. */
export function createAccounts() {
  let lastNo = 0
  let digest: Buffer = sha256('')
  let journaled = 0

  return {
    async restore(tx: Tx): Promise<number> {
      const last = await findLastBatch(tx)
      lastNo = last?.lastNo ?? 0
      digest = last?.digest ?? sha256('')
      journaled = await findProgress(tx, PROGRESS)
      return lastNo
    },
    /** Whether batches were committed that the journal does not speak of. */
    isDue: (): boolean => lastNo > journaled,
    lastNo: (): number => lastNo,
    /** Accounts for the rows of one commit, in its transaction. A failed commit is followed by `restore`. */
    async add(tx: Tx, rows: Rows, no: number, now: Date): Promise<void> {
      digest = sha256(digest, rows.body())
      lastNo = no
      await insertBatch(tx, { lastNo, readingCount: rows.count(), digest }, now)
    },
    async write(tx: Tx, record: (entry: NewEntry) => Promise<unknown>): Promise<void> {
      const counts = await countBatches(tx, journaled, lastNo)
      const payload = { afterNo: journaled, lastNo, ...counts, digest: digest.toString('hex') }
      await record({ kind: 'readings.recorded', matter: null, divisionKey: '', payload })
      await saveProgress(tx, PROGRESS, lastNo)
      journaled = lastNo
    },
  }
}
