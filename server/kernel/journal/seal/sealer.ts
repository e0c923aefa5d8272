import type { Clock } from '../../clock.ts'
import type { Pool } from '../../database/pool.ts'
import type { Log } from '../../log.ts'
import { createPace } from '../../pace.ts'
import type { Heads } from './heads.ts'
import type { SealKeys } from './keys.ts'
import { findOldest, listSeals } from './queries.ts'
import { LOWEST_XID, ordinalsOf, sealRound, type Turn } from './round.ts'
import { headOf, type Seal } from './seal.ts'

export interface SealerOptions {
  /** Connections of the role yiwang_sealer. */
  pool: Pool
  keys: SealKeys
  heads: Heads
  clock: Clock
  log: Log
  /** Called when ordinals have been given; both ends are inclusive. */
  onSealed: (fromOrdinal: number, toOrdinal: number) => void
  /** Pause between rounds while there is work. */
  gapMs?: number
  /** Longest pause when nothing happens. */
  idleMs?: number
  /** Entries a seal covers at most; one transaction's entries are never divided. */
  batch?: number
}

const GAP_MS = 50
const IDLE_MS = 500
const BATCH = 10_000
const LAG_WARNING_MS = 2000
const LAG_WARNING_EVERY_MS = 10_000

export type Sealer = ReturnType<typeof createSealer>

/**
 * Gives committed entries their dense ordinal and seals them under a signed root. It waits for no writer and no writer
 * waits for it: it takes what lies below the snapshot's xmin, where no transaction can appear any more.
 */
export function createSealer(options: SealerOptions) {
  const { pool, log } = options
  const round = { keys: options.keys, clock: options.clock, limit: options.batch ?? BATCH }
  const keepHeads = createHeadKeeper(options)
  const lag = createLag(options)
  let examinedTo = LOWEST_XID

  async function turn(): Promise<Turn> {
    const done = await pool.transaction((tx) => sealRound(tx, round, examinedTo))
    examinedTo = done.examinedTo
    const given = ordinalsOf(done.seals)
    if (given !== undefined) options.onSealed(given.from, given.to)
    await keepHeads(done.seals)
    await lag.note(done.turn)
    return done.turn
  }

  const pace = createPace<Turn>({
    turn,
    gapMs: options.gapMs ?? GAP_MS,
    idleMs: options.idleMs ?? IDLE_MS,
    onFailed: (error) => log.warn({ err: error }, 'sealing failed; it is tried again'),
  })

  return {
    start: pace.start,
    /** Stops after sealing what can be sealed now. */
    async stop(): Promise<void> {
      await pace.stop()
      await pace.tried()
    },
    /** To be called after a commit: the next round comes at once. */
    wake: pace.wake,
    /** Resolves when everything committed is sealed; waits for open transactions as long as they take. */
    flush: () => pace.until((result) => result === 'idle'),
    /** How long committed entries have been waiting for their seal. */
    lagMs: lag.ms,
  }
}

/** Appends the heads of new seals outside the database, and of those that an earlier process could not append. */
function createHeadKeeper({ pool, heads, log }: SealerOptions) {
  let lastNo: number | undefined

  async function catchUp(): Promise<number> {
    let no = (await heads.last())?.no ?? 0
    for (;;) {
      const missing: Seal[] = await pool.transaction((tx) => listSeals(tx, no, 1000))
      await heads.append(missing.map(headOf))
      no = missing.at(-1)?.no ?? no
      if (missing.length < 1000) return no
    }
  }

  return async (seals: readonly Seal[]): Promise<void> => {
    const first = seals[0]
    if (first === undefined && lastNo !== undefined) return
    try {
      if (first !== undefined && first.no - 1 === lastNo) {
        await heads.append(seals.map(headOf))
        lastNo = seals.at(-1)?.no
      } else {
        lastNo = await catchUp()
      }
    } catch (error) {
      lastNo = undefined
      log.error({ err: error }, 'signed heads could not be written outside the database')
    }
  }
}

/** Watches how long entries wait for their seal, and says who holds them up. */
function createLag({ pool, log }: SealerOptions) {
  let behindSince: number | undefined
  let warnedAt = Number.NEGATIVE_INFINITY
  const ms = (): number => (behindSince === undefined ? 0 : performance.now() - behindSince)
  return {
    ms,
    async note(turn: Turn): Promise<void> {
      behindSince = turn === 'waiting' ? (behindSince ?? performance.now()) : undefined
      const now = performance.now()
      if (ms() < LAG_WARNING_MS || now - warnedAt < LAG_WARNING_EVERY_MS) return
      warnedAt = now
      const heldUpBy = await pool.transaction(findOldest)
      log.warn({ lagMs: Math.round(ms()), heldUpBy }, 'sealing lags behind: a transaction has been open for long')
    },
  }
}
