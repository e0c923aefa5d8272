/** Keeps what changed by key, many at a time: whoever asks while one write is under way waits for the next. */
export function createFlush<K, V>(write: (changed: ReadonlyMap<K, V>) => Promise<void>) {
  let changed = new Map<K, V>()
  let next: Promise<void> | undefined
  let running: Promise<void> = Promise.resolve()

  async function turn(): Promise<void> {
    await running.catch(() => {})
    next = undefined
    const writing = changed
    changed = new Map()
    running = write(writing)
    try {
      await running
    } catch (error) {
      // What changed meanwhile is newer than what could not be written.
      changed = new Map([...writing, ...changed])
      throw error
    }
  }

  return {
    note: (key: K, value: V): void => {
      changed.set(key, value)
    },
    /** Resolves when everything noted so far is written. */
    async flush(): Promise<void> {
      if (changed.size === 0) return running
      next ??= turn()
      await next
    },
  }
}
