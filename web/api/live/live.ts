import type { Beat, LiveEvent } from '../../../contract/live.ts'
import { advance, type Message } from './cursor.ts'
import { follow, type OpenStream, staleAfterMs } from './follow.ts'
import type { Frame } from './frames.ts'

/** What the browser gives; a test brings its own. */
export interface LiveEdges {
  readonly open: OpenStream
  /** Missing on plain HTTP: then every tab reads a stream of its own. */
  readonly locks: LockManager | undefined
  now(): number
  /** Told the instant a beat was written. */
  beat(at: string): void
}

/** A listener of the live stream. */
export interface LiveListener {
  news?(event: LiveEvent): void
  /** Something was missed, or nothing was known before: whatever is shown must be asked for again. */
  reset?(): void
}

export type Live = ReturnType<typeof createLive>

/** A tab that has just come asks the reading tab where the stream is. */
const where = 'where'
type Posted = MessageEvent<Message | typeof where>

/**
 * The journal's live stream, one for all tabs of a browser: the tab that holds the lock reads it and tells the others
 * over a channel. When that tab goes, the lock passes on and the next one reads from its own place.
 */
export function createLive(account: string, edges: LiveEdges) {
  const name = `yiwang.live.${account}`
  const listeners = new Set<LiveListener>()
  let cursor: number | null = null
  let heardAt: number | null = null

  function take(message: Message): void {
    const moved = advance(cursor, message)
    cursor = moved.cursor
    heardAt = edges.now()
    for (const listener of listeners) {
      if (moved.effect === 'reset') listener.reset?.()
      if (moved.effect === 'news' && message.type === 'entry') listener.news?.(message.entry)
    }
  }

  /** A frame as a message; null for an event of a newer server that this page does not know. */
  function understand({ event, data }: Frame): Message | null {
    if (event === 'entry') return { type: 'entry', after: cursor, entry: JSON.parse(data) as LiveEvent }
    if (event === 'reset') return { type: 'reset', ordinal: (JSON.parse(data) as Beat).ordinal }
    if (event !== 'beat') return null
    const { ordinal, at } = JSON.parse(data) as Beat
    edges.beat(at)
    return { type: 'beat', after: cursor, ordinal }
  }

  function lead(channel: BroadcastChannel, stop: AbortSignal): Promise<void> {
    const post = (message: Message): void => channel.postMessage(message)
    channel.onmessage = ({ data }: Posted) => {
      const fresh = heardAt !== null && edges.now() - heardAt < staleAfterMs
      if (data === where && cursor !== null && fresh) post({ type: 'beat', after: cursor, ordinal: cursor })
    }
    const heard = (frame: Frame): void => {
      heardAt = edges.now()
      const message = understand(frame)
      if (message === null) return
      take(message)
      post(message)
    }
    return follow(edges.open, () => cursor, heard, stop)
  }

  return {
    /** Joins in; returns how to leave. */
    start(): () => void {
      const leave = new AbortController()
      const channel = new BroadcastChannel(name)
      channel.onmessage = ({ data }: Posted) => {
        if (data !== where) take(data)
      }
      channel.postMessage(where)
      const work = () => lead(channel, leave.signal)
      const led = edges.locks ? edges.locks.request(name, { signal: leave.signal }, work) : work()
      void led.catch(() => undefined).finally(() => channel.close())
      return () => leave.abort()
    },
    listen(listener: LiveListener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** When the stream last gave a sign of life, in ms; null before the first. */
    heardAt: (): number | null => heardAt,
  }
}
