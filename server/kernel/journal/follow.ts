import { everywhere } from '../access.ts'
import type { Pool } from '../database/pool.ts'
import type { Log } from '../log.ts'
import { createPace } from '../pace.ts'
import { listenTo } from './listen.ts'
import { SEALED_CHANNEL } from './seal/queries.ts'
import { getHead, readFrom, type SealedEntry } from './sealed.ts'

export interface FollowerOptions {
  /** Connections of the application's role. */
  pool: Pool
  log: Log
  /** Shortest pause between two reads. */
  gapMs?: number
  /** Backstop: how often to look when nobody wakes us. */
  idleMs?: number
}

/** Given every new sealed entry, in order, once; must not throw and must not wait. */
export type Listener = (entries: readonly SealedEntry[]) => void

const PAGE = 1000

export type Follower = ReturnType<typeof createFollower>

/** Follows the sealed journal and hands each new entry to the listeners of this process, in order, exactly once. */
export function createFollower({ pool, log, gapMs = 5, idleMs = 2000 }: FollowerOptions) {
  const listeners = new Set<Listener>()
  let position: number | undefined
  let channel: { stop(): Promise<void> } | undefined

  async function readPage(): Promise<'more' | 'idle'> {
    const from = position ?? 0
    const entries = await pool.read([everywhere], (tx) => readFrom(tx, from, PAGE))
    const last = entries.at(-1)
    if (last === undefined) return 'idle'
    if (last.ordinal !== from + entries.length) {
      log.error({ from, to: last.ordinal, entries: entries.length }, 'the journal has a gap: run verify')
    }
    position = last.ordinal
    for (const listener of listeners) listener(entries)
    return entries.length === PAGE ? 'more' : 'idle'
  }

  const pace = createPace<'more' | 'idle'>({
    turn: readPage,
    gapMs,
    idleMs,
    onFailed: (error) => log.warn({ err: error }, 'the journal cannot be read; it is tried again'),
  })

  return {
    /** Begins at the newest entry; returns its ordinal. */
    async start(): Promise<number> {
      position ??= await pool.read([everywhere], getHead)
      channel = listenTo(pool, SEALED_CHANNEL, pace.wake)
      pace.start()
      return position
    },
    async stop(): Promise<void> {
      await channel?.stop()
      await pace.stop()
    },
    /** To be called when ordinals were given in this process. */
    wake: pace.wake,
    /** The ordinal up to which the listeners have been told. */
    position: (): number => position ?? 0,
    /** Reads up to the newest entry now. */
    catchUp: () => pace.until((result) => result === 'idle'),
    /** Adds a listener; returns how to take it off again. */
    add(listener: Listener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
