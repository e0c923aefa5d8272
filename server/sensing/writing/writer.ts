import { setTimeout as pause } from 'node:timers/promises'
import { everywhere } from '../../kernel/access.ts'
import { isLost, type Pool, type Tx, txOn } from '../../kernel/database/pool.ts'
import { Fault, kernelErrors } from '../../kernel/errors.ts'
import type { Log } from '../../kernel/log.ts'
import { errors } from '../errors.ts'
import { type Batch, createBatch, hasWork, sizeOf } from '../intake/batch.ts'
import type { Numbers } from './numbers.ts'
import { takeWriterLock } from './queries.ts'

export interface WriterDeps {
  pool: Pool
  log: Log
  numbers: Numbers
  /** Brings everything remembered of readings in line with the database, before the first batch and after a failure. */
  restore: (tx: Tx, batch: Batch) => Promise<void>
  commit: (tx: Tx, batch: Batch, reserved: number) => Promise<void>
  /** Nothing is taken while the disk has no room for it. */
  isDiskFull: () => boolean
}

/** Readings collected while a transaction runs, after which callers wait for the next. */
const BATCH_LIMIT = 60_000
/** Callers that may wait for room; more are told to come back. */
const WAITING_LIMIT = 2000
/** How long a caller waits while the database is away. */
const AWAY_LIMIT_MS = 5000
const RETRY_MS = 200

export type Writer = ReturnType<typeof createWriter>

/**
 * Group commit on one connection: whatever arrives while a transaction runs goes into the next. What is remembered runs
 * ahead of the disk, so a failed commit fails everything under way and everything is restored from the database.
 */
export function createWriter(deps: WriterDeps) {
  const { pool, log, numbers } = deps
  let current = createBatch()
  let isOpen = false
  let stopping = false
  let waiting = 0
  let failing = false
  let running: Promise<void> | undefined
  let changed = Promise.withResolvers<void>()
  let wanted = Promise.withResolvers<void>()
  const jobs: { work: (tx: Tx) => Promise<void>; reject: (error: unknown) => void }[] = []

  /** Tells those who wait for room or for the database. */
  function notify(): void {
    changed.resolve()
    changed = Promise.withResolvers<void>()
  }

  const hasRoom = (): boolean => isOpen && sizeOf(current) < BATCH_LIMIT && !deps.isDiskFull()

  async function waitForRoom(): Promise<void> {
    if (waiting >= WAITING_LIMIT) throw errors.busy({ seconds: 1 })
    const late = AbortSignal.timeout(AWAY_LIMIT_MS)
    waiting += 1
    try {
      while (!hasRoom()) {
        if (deps.isDiskFull()) throw kernelErrors.disk_full()
        if (stopping || late.aborted) throw isOpen ? errors.busy({ seconds: 1 }) : kernelErrors.unavailable()
        await Promise.race([changed.promise, aborted(late)])
      }
    } finally {
      waiting -= 1
    }
  }

  async function open(tx: Tx): Promise<void> {
    await tx.query(`select set_config('yiwang.lo', $1, false), set_config('yiwang.hi', $2, false)`, [
      everywhere.lo,
      everywhere.hi,
    ])
    for (let told = false; !(await takeWriterLock(tx)).taken; told = true) {
      if (!told) log.warn('another process writes readings to this database; waiting for it to end')
      if (stopping) return
      await pause(RETRY_MS)
    }
    await deps.restore(tx, current)
    isOpen = true
    failing = false
    notify()
  }

  function fail(batch: Batch, error: unknown): void {
    batch.done.reject(isLost(error) ? kernelErrors.unavailable({}, { cause: error }) : error)
  }

  async function commitNext(tx: Tx): Promise<void> {
    const batch = current
    const reserved = numbers.reserve(batch.unsure.length)
    current = createBatch()
    notify()
    try {
      await deps.commit(tx, batch, reserved)
      batch.done.resolve()
    } catch (error) {
      isOpen = false
      fail(batch, error)
      throw error
    }
  }

  /** Does jobs that must not see a half-taken batch: arrivals wait, what was taken is committed first. */
  async function doJobs(tx: Tx): Promise<void> {
    isOpen = false
    if (hasWork(current)) await commitNext(tx)
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await job.work(tx)
    isOpen = true
    notify()
  }

  /** One connection's life. Returns when stopping and all is written; throws when the connection or a commit fails. */
  async function session(): Promise<void> {
    const client = await pool.connect()
    // A connection that breaks is reported by the query under way; without a listener it would end the process.
    client.on('error', () => {})
    try {
      const tx = txOn(client)
      await open(tx)
      while (!stopping || hasWork(current)) {
        wanted = Promise.withResolvers<void>()
        if (jobs.length > 0) await doJobs(tx)
        else if (hasWork(current)) await commitNext(tx)
        else await wanted.promise
      }
    } finally {
      isOpen = false
      // Never reused: it holds the writer's lock and a scope of its own.
      client.release(true)
    }
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        await session()
      } catch (error) {
        if (!failing) log.warn({ err: error }, 'readings cannot be written; trying again')
        failing = true
        fail(current, error instanceof Fault ? error : kernelErrors.unavailable({}, { cause: error }))
        current = createBatch()
        for (const job of jobs.splice(0)) job.reject(kernelErrors.unavailable({}, { cause: error }))
        await pause(RETRY_MS)
      }
    }
    fail(current, kernelErrors.unavailable())
    for (const job of jobs.splice(0)) job.reject(kernelErrors.unavailable())
    notify()
  }

  return {
    start(): void {
      running ??= run()
    },
    /** Lets `put` fill the batch, once there is room for more; resolves when all of it is on disk. */
    async write(put: (batch: Batch) => void): Promise<void> {
      if (stopping) throw kernelErrors.unavailable()
      if (!hasRoom()) await waitForRoom()
      // Without awaiting from here on: the batch must not be closed while it is filled.
      const batch = current
      put(batch)
      batch.awaited = true
      wanted.resolve()
      await batch.done.promise
    },
    /** Whether more may be put into the batch under way. */
    hasRoom,
    /** Resolves when something has changed: room was made, or the database came back or went away. */
    whenChanged: (): Promise<void> => changed.promise,
    /** The batch under way, to look at. */
    current: (): Batch => current,
    /** The batch under way, for whoever waits for its `done` and has asked for room; to be filled before anything is awaited. */
    fill(): Batch {
      current.awaited = true
      wanted.resolve()
      return current
    },
    /** Lets the clock fill the batch, unless the database is away. Nobody waits for it. */
    remind(put: (batch: Batch) => void): void {
      if (!isOpen) return
      put(current)
      if (hasWork(current)) wanted.resolve()
    },
    /** Runs `work` when everything taken is written and nothing is being taken; if it fails, all is restored. */
    between<T>(work: (tx: Tx, batch: Batch) => T | Promise<T>): Promise<T> {
      const done = Promise.withResolvers<T>()
      const attempt = async (tx: Tx): Promise<void> => {
        try {
          done.resolve(await work(tx, current))
        } catch (error) {
          done.reject(error)
          throw error
        }
      }
      jobs.push({ work: attempt, reject: done.reject })
      wanted.resolve()
      return done.promise
    },
    /** Lets those who wait ask again for room. */
    notify,
    depth: (): number => sizeOf(current),
    isOpen: (): boolean => isOpen,
    /** Writes what was taken, then lets the connection go. */
    async stop(): Promise<void> {
      stopping = true
      wanted.resolve()
      notify()
      await running
    },
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
