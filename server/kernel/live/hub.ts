import { everywhere } from '../access.ts'
import type { Pool } from '../database/pool.ts'
import type { Follower } from '../journal/follow.ts'
import { readFrom, type SealedEntry } from '../journal/sealed.ts'
import type { Concerns, LiveEntry } from './entry.ts'
import { createStream, type Stream } from './stream.ts'

export interface Subscription {
  /** The last ordinal the reader has seen, or `now`. */
  from: number | 'now'
  accepts(entry: LiveEntry): boolean
}

export interface HubOptions {
  pool: Pool
  follower: Follower
  /** What may be told of an entry's payload; undefined is nothing. */
  publicOf?: (entry: SealedEntry) => object | undefined
  /** Whom an entry is about. */
  concernsOf?: (entry: SealedEntry) => Concerns | undefined
  /** Entries kept in memory for those who come back. */
  keep?: number
  /** Entries that may wait for one slow reader. */
  buffer?: number
}

const KEEP = 10_000
const BUFFER = 1000

export type Hub = ReturnType<typeof createHub>

/** Hands sealed entries to live pages: what a reader missed since its last ordinal, then each new one. */
export function createHub({ pool, follower, publicOf, concernsOf, keep = KEEP, buffer = BUFFER }: HubOptions) {
  const streams = new Set<Stream>()
  let kept: LiveEntry[] = []
  let stopListening: (() => void) | undefined
  let draining = false

  const liveOf = (entry: SealedEntry): LiveEntry => {
    const data = publicOf?.(entry)
    const concerns = concernsOf?.(entry)
    return {
      ordinal: entry.ordinal,
      kind: entry.kind,
      matter: entry.matter,
      version: entry.version,
      divisionKey: entry.divisionKey,
      at: entry.recordedAt.toISOString(),
      ...(data !== undefined && { data }),
      ...(concerns !== undefined && { concerns }),
    }
  }

  function push(entries: readonly SealedEntry[]): void {
    const news = entries.map(liveOf)
    kept.push(...news)
    // Cut in large steps: a shift for each entry would copy the window each time.
    if (kept.length > keep * 1.5) kept = kept.slice(-keep)
    for (const stream of streams) stream.push(news)
  }

  /** Entries since an ordinal, or undefined if they are no longer kept (or not of this store). */
  function since(ordinal: number): LiveEntry[] | undefined {
    const head = follower.position()
    if (ordinal === head) return []
    const first = kept[0]
    if (ordinal > head || first === undefined || ordinal < first.ordinal - 1) return undefined
    return kept.slice(ordinal - first.ordinal + 1)
  }

  return {
    /** Fills the window, so that pages which were open before a restart miss nothing. The follower has been started. */
    async start(): Promise<void> {
      const head = follower.position()
      const arrived: SealedEntry[] = []
      const stopCollecting = follower.add((entries) => arrived.push(...entries))
      for (let from = Math.max(0, head - keep); from < head; ) {
        const page = await pool.read([everywhere], (tx) => readFrom(tx, from, 1000))
        kept.push(...page.filter((entry) => entry.ordinal <= head).map(liveOf))
        from = page.at(-1)?.ordinal ?? head
      }
      stopCollecting()
      push(arrived)
      stopListening = follower.add(push)
    },
    /** Opens a stream; what is missing is put before what is new. */
    subscribe({ from, accepts }: Subscription): Stream {
      const missed = from === 'now' ? [] : since(from)?.filter(accepts)
      const stream = createStream({
        position: follower.position(),
        accepts,
        buffer,
        onEnd: () => streams.delete(stream),
      })
      if (missed === undefined || missed.length > buffer) stream.reset()
      else stream.open(missed)
      if (draining) stream.end()
      else streams.add(stream)
      return stream
    },
    open: (): number => streams.size,
    /** Ends every stream, so that a server can stop; pages come back by themselves. */
    stop(): void {
      draining = true
      stopListening?.()
      for (const stream of streams) stream.end()
    },
  }
}
