import type { LiveEntry } from './entry.ts'

/** What a reader gets: an entry, or word that it must load anew from `ordinal`. */
export type LiveEvent =
  | { readonly type: 'entry'; readonly entry: LiveEntry }
  | { readonly type: 'reset'; readonly ordinal: number }

interface Options {
  /** The ordinal up to which the reader knows everything. */
  position: number
  accepts(entry: LiveEntry): boolean
  /** Events that may wait. */
  buffer: number
  onEnd(): void
}

export type Stream = ReturnType<typeof createStream>

/** One reader's queue. A reader too slow for it is told to load anew, and its stream ends. */
export function createStream({ position: start, accepts, buffer, onEnd }: Options) {
  let queue: LiveEvent[] = []
  let position = start
  let ended = false
  let news = Promise.withResolvers<void>()

  function end(): void {
    if (ended) return
    ended = true
    onEnd()
    news.resolve()
  }

  function push(entries: readonly LiveEntry[]): void {
    if (ended) return
    for (const entry of entries) {
      position = entry.ordinal
      if (accepts(entry)) queue.push({ type: 'entry', entry })
    }
    if (queue.length > buffer) {
      queue = [{ type: 'reset', ordinal: position }]
      end()
    }
    if (queue.length > 0) news.resolve()
  }

  return {
    push,
    end,
    /** Puts what the reader missed before everything else. */
    open(missed: readonly LiveEntry[]): void {
      queue.push(...missed.map((entry) => ({ type: 'entry' as const, entry })))
    },
    /** Tells the reader to load anew first; the stream goes on from here. */
    reset(): void {
      queue.push({ type: 'reset', ordinal: position })
    },
    /** The ordinal up to which everything for this reader has been taken from the queue; undefined while events wait. */
    settledAt: (): number | undefined => (queue.length === 0 ? position : undefined),
    /** Waits for events and takes them; undefined when the stream has ended. */
    async take(): Promise<LiveEvent[] | undefined> {
      while (queue.length === 0) {
        if (ended) return undefined
        await news.promise
        news = Promise.withResolvers<void>()
      }
      const events = queue
      queue = []
      return events
    },
  }
}
