import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { everywhere } from '../../../kernel/access.ts'
import type { Clock } from '../../../kernel/clock.ts'
import { type Pool, type Tx, txOn } from '../../../kernel/database/pool.ts'
import type { Log } from '../../../kernel/log.ts'
import { findLastBatch, findProgress, saveProgress } from '../../writing/queries.ts'
import { openEngine } from '../engine.ts'
import { compact } from './compact.ts'
import { expire } from './expire.ts'
import { loadExpiry } from './expiry.ts'
import { proveBatches } from './prove.ts'
import { mergeLate, type Proved, sealOldest } from './seal.ts'
import { inTransaction, type KeepingSite, type Policy } from './site.ts'
import { sweep } from './sweep.ts'

export interface PassOptions {
  readonly pool: Pool
  /** The kept folder. */
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
  readonly policy: Policy
  readonly onStep?: (step: string) => void
}

/** What a pass did. */
export interface PassResult {
  /** Another process was at it, or read readings for so long that this one gave way: a backup, a check. */
  readonly busy: boolean
  readonly hours: number
  readonly lateDays: number
  readonly compacted: number
  readonly expired: number
  /** The first batch whose readings are not those that were acknowledged: nothing is sealed until somebody looked. */
  readonly falseNo: number | null
}

/** Held by the one pass that is under way on a database. */
const KEEPER_LOCK = 7_943_007
/** Half a gigabyte sorts 20 million readings without the disk. */
const MEMORY_MB = 512
/** How far the batches were proved: nothing later is sealed. */
export const PROVED = 'proved'
const NEWEST = 'latest'

/** Whether this connection is the one that keeps readings from now on, until it ends. */
export const takeKeeperLock = async (tx: Tx): Promise<boolean> =>
  (await tx.one<{ taken: boolean }>(`select pg_try_advisory_lock($1) as taken`, [KEEPER_LOCK])).taken

const NOTHING: PassResult = { busy: false, hours: 0, lateDays: 0, compacted: 0, expired: 0, falseNo: null }

/** Nothing is sealed that was not proved, nor what would be needed to remember the newest readings after a restart. */
async function prove(site: KeepingSite): Promise<Proved & { falseNo?: number }> {
  const { tx } = site
  const last = (await findLastBatch(tx))?.lastNo ?? 0
  const to = Math.min(last, await findProgress(tx, NEWEST))
  const proof = await proveBatches(tx, await findProgress(tx, PROVED), to)
  await inTransaction(site, () => saveProgress(tx, PROVED, proof.throughNo))
  return proof
}

async function keep(site: KeepingSite): Promise<PassResult> {
  const { policy, clock, log } = site
  await sweep(site)
  const proved = await prove(site)
  if (proved.falseNo !== undefined) {
    log.error({ batch: proved.falseNo }, 'readings are not those that were acknowledged; nothing is sealed')
    return { ...NOTHING, falseNo: proved.falseNo }
  }
  await loadExpiry(site)
  const before = new Date(clock.now().getTime() - policy.hotMs)
  let hours = 0
  while (await sealOldest(site, proved, before)) hours += 1
  const lateDays = await mergeLate(site, proved, before)
  const compacted = await compact(site)
  const expired = await expire(site)
  return { busy: false, hours, lateDays, compacted, expired, falseNo: null }
}

/** Whether the time to wait for a lock was over (SQLSTATE 55P03). */
const isLockedOut = (error: unknown): boolean => (error as { code?: unknown }).code === '55P03'

async function scope(tx: Tx): Promise<void> {
  await tx.query(`select set_config('yiwang.lo', $1, false), set_config('yiwang.hi', $2, false)`, [
    everywhere.lo,
    everywhere.hi,
  ])
}

/**
 * One pass over all readings: proves, seals what is settled, merges what came late, compacts, removes what is over. Cut
 * short anywhere, the next pass goes on where it was.
 */
export async function keepReadings(options: PassOptions): Promise<PassResult> {
  const { pool, folder, onStep = () => {} } = options
  const client = await pool.connect()
  client.on('error', () => {})
  try {
    const tx = txOn(client)
    await scope(tx)
    if (!(await takeKeeperLock(tx))) return { ...NOTHING, busy: true }
    const tempFolder = join(folder, 'keeper.tmp')
    // What a pass that was killed had put aside.
    await rm(tempFolder, { recursive: true, force: true })
    await mkdir(tempFolder, { recursive: true, mode: 0o700 })
    const engine = await openEngine({ tempFolder, threads: 1, memoryMb: MEMORY_MB })
    try {
      return await keep({ ...options, tx, engine, onStep })
    } catch (error) {
      if (!isLockedOut(error)) throw error
      return { ...NOTHING, busy: true }
    } finally {
      engine.close()
    }
  } finally {
    client.release(true)
  }
}
