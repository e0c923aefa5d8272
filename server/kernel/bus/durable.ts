import { setTimeout as pause } from 'node:timers/promises'
import { everywhere } from '../access.ts'
import { type Ctx, systemCtx } from '../actor.ts'
import type { Clock } from '../clock.ts'
import type { Commands } from '../command.ts'
import { isLost, type Pool } from '../database/pool.ts'
import { Fault } from '../errors.ts'
import { idFrom } from '../ids.ts'
import type { Follower } from '../journal/follow.ts'
import { getHead, readFrom, readKinds, type SealedEntry } from '../journal/sealed.ts'
import type { Log } from '../log.ts'
import { createPace } from '../pace.ts'
import { findCursor, saveCursor } from './cursor.ts'
import { park, parkedOf, unpark } from './parking.ts'

/** An entry as a follower gets it. */
export interface FollowedEntry extends SealedEntry {
  /** The id of the command that follows from this entry; the same for the same word, so that a retry is the same command. */
  commandIdFor(word: string): string
}

/** Called at least once for each entry, in order; whatever it writes carries `entry.commandIdFor(…)`. */
export type Handler = (entry: FollowedEntry, ctx: Ctx) => Promise<void>

export interface FollowDeps {
  pool: Pool
  follower: Follower
  run: Commands['run']
  clock: Clock
  log: Log
  /** Failures of one entry after which it is parked. */
  attempts?: number | undefined
}

export interface Follow {
  readonly name: string
  readonly kinds: readonly string[]
  readonly handler: Handler
  /** Where a follower that never ran begins: at the first entry, or behind the newest. */
  readonly from: 'start' | 'now'
}

const PAGE = 100
const LOOK_EVERY_MS = 5000
/** Skipped entries after which the cursor is kept even though nothing was handled. */
const SKIPPED = 1000
/** Pause after the first failure; doubled by each further one. */
const FIRST_RETRY_MS = 100
const LONGEST_RETRY_MS = 30_000

const isAway = (error: unknown): boolean => isLost(error) || (error instanceof Fault && error.kind === 'unavailable')

export type Durable = ReturnType<typeof createDurable>

/** One follower with a cursor in the database: it goes on where it stopped, whatever ended it. */
export function createDurable(follow: Follow, deps: FollowDeps) {
  const { name, handler } = follow
  const { pool, follower, log } = deps
  const kinds = new Set(follow.kinds)
  const attempts = deps.attempts ?? 8
  let position: number | undefined
  let saved = 0

  const ctxFor = (entry: SealedEntry) => systemCtx(name, deps.clock, `${name}#${entry.ordinal}`)
  const withIds = (entry: SealedEntry): FollowedEntry => ({
    ...entry,
    commandIdFor: (word) => idFrom(name, String(entry.seq), word),
  })

  async function handle(entry: FollowedEntry): Promise<void> {
    for (let failures = 1; ; failures += 1) {
      try {
        return await handler(entry, ctxFor(entry))
      } catch (error) {
        // While the database is away nothing is the entry's fault: the whole turn is tried again later.
        if (isAway(error)) throw error
        const where = { follower: name, ordinal: entry.ordinal, kind: entry.kind, failures }
        log.error({ err: error, ...where }, 'a follower failed on an entry')
        if (failures >= attempts) {
          const command = entry.commandIdFor(`park at ${entry.ordinal}`)
          await deps.run(park, ctxFor(entry), command, parkedOf(name, entry, failures, error))
          return
        }
        const restMs = Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), LONGEST_RETRY_MS)
        await pause(restMs, undefined, { signal: pace.signal() })
      }
    }
  }

  async function begin(): Promise<number> {
    const cursor = await pool.transaction((tx) => findCursor(tx, name))
    const start = cursor ?? (follow.from === 'start' ? 0 : await pool.transaction(getHead))
    if (cursor === undefined) await pool.transaction((tx) => saveCursor(tx, name, start))
    saved = start
    return start
  }

  async function save(ordinal: number): Promise<void> {
    await pool.transaction((tx) => saveCursor(tx, name, ordinal))
    saved = ordinal
  }

  async function turn(): Promise<'more' | 'idle'> {
    position ??= await begin()
    const range = { after: position, to: follower.position() }
    if (range.after >= range.to) return 'idle'
    const entries = await pool.read([everywhere], (tx) => readKinds(tx, range, follow.kinds, PAGE))
    try {
      for (const entry of entries) {
        await handle(withIds(entry))
        position = entry.ordinal
      }
      if (entries.length < PAGE) position = range.to
    } finally {
      if (position > saved && (entries.length > 0 || position - saved >= SKIPPED)) await save(position)
    }
    return position < follower.position() ? 'more' : 'idle'
  }

  const pace = createPace<'more' | 'idle'>({
    turn,
    gapMs: 1,
    idleMs: LOOK_EVERY_MS,
    onFailed: (error) => log.warn({ err: error, follower: name }, 'a follower cannot go on; it is tried again'),
  })

  const stopListening = follower.add((entries) => {
    const first = entries[0]
    const last = entries.at(-1)
    if (first === undefined || last === undefined) return
    if (entries.some((entry) => kinds.has(entry.kind))) pace.wake()
    else if (position === first.ordinal - 1) position = last.ordinal
  })

  return {
    name,
    start: pace.start,
    async stop(): Promise<void> {
      await pace.stop()
      stopListening()
      if (position !== undefined && position > saved) await save(position).catch(() => {})
    },
    /** Handles everything up to the newest sealed entry. */
    settled: () => pace.until((result) => result === 'idle'),
    /** How many ordinals this follower is behind. */
    lag: () => Math.max(0, follower.position() - (position ?? 0)),
    /** Hands over a parked entry once more. */
    async retry(ordinal: number): Promise<void> {
      const [entry] = await pool.read([everywhere], (tx) => readFrom(tx, ordinal - 1, 1))
      if (entry?.ordinal !== ordinal || !kinds.has(entry.kind)) throw new Error(`${name} does not follow ${ordinal}`)
      await handler(withIds(entry), ctxFor(entry))
      await deps.run(unpark, ctxFor(entry), withIds(entry).commandIdFor('recover'), { follower: name, ordinal })
    },
  }
}
