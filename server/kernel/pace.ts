import { setTimeout as pause } from 'node:timers/promises'

export interface PaceOptions<T> {
  /** One piece of work; `idle` lets the next one wait longer. */
  turn: () => Promise<T | 'idle'>
  /** Shortest pause between two turns. */
  gapMs: number
  /** Longest pause between two turns when nothing wakes us. */
  idleMs: number
  onFailed: (error: unknown) => void
}

/** Runs turns one after another: at once when woken, quickly while there is work, slowly when there is none. */
export function createPace<T>(options: PaceOptions<T>) {
  const { gapMs, idleMs } = options
  let queue: Promise<unknown> = Promise.resolve()
  let running: Promise<void> | undefined
  let stopping = new AbortController()
  let alarm = Promise.withResolvers<void>()
  let failing = false

  /** Turns never overlap, whoever asks for them. */
  function turn(): Promise<T | 'idle'> {
    const next = queue.then(options.turn)
    queue = next.catch(() => {})
    return next
  }

  async function tried(): Promise<T | 'idle' | 'failed'> {
    try {
      const result = await turn()
      failing = false
      return result
    } catch (error) {
      // Said once: a database that is away for a minute is one line, not a thousand.
      if (!failing && !stopping.signal.aborted) options.onFailed(error)
      failing = true
      return 'failed'
    }
  }

  const rest = (ms: number, signal: AbortSignal): Promise<void> => pause(ms, undefined, { signal }).catch(() => {})

  async function run(signal: AbortSignal): Promise<void> {
    let restMs = gapMs
    while (!signal.aborted) {
      alarm = Promise.withResolvers<void>()
      const result = await tried()
      restMs = result === 'idle' || result === 'failed' ? Math.min(restMs * 2, idleMs) : gapMs
      await rest(gapMs, signal)
      const cut = new AbortController()
      await Promise.race([rest(restMs - gapMs, AbortSignal.any([signal, cut.signal])), alarm.promise])
      cut.abort()
    }
  }

  return {
    start(): void {
      stopping = new AbortController()
      running ??= run(stopping.signal)
    },
    wake: (): void => alarm.resolve(),
    /** Stops after the turn that is running. */
    async stop(): Promise<void> {
      stopping.abort()
      await running
      running = undefined
    },
    /** A turn now, after the one that is running; a failure is reported, not thrown. */
    tried,
    /** Aborted when stopping begins: for turns that wait for something. */
    signal: (): AbortSignal => stopping.signal,
    /** Runs turns until one says what is waited for; a failure is thrown. */
    async until(isDone: (result: T | 'idle') => boolean): Promise<void> {
      while (!isDone(await turn())) await pause(Math.min(gapMs, 5))
    },
  }
}
