/** What waits on a timer: `setTimeout`, or a test's own. */
export type Later = (run: () => void, ms: number) => void

/**
 * Turns a burst of calls into few runs: the first call runs at once, later ones wait until `run` has finished and
 * `spacingMs` have passed, and however many came, one more run follows the last of them.
 */
export function coalesce(run: () => Promise<unknown>, spacingMs: number, later: Later = setTimeout): () => void {
  let busy = false
  let wanted = false

  const start = (): void => {
    busy = true
    wanted = false
    const finished = run().catch(() => undefined)
    later(() => {
      void finished.then(() => {
        busy = false
        if (wanted) start()
      })
    }, spacingMs)
  }

  return () => {
    if (busy) wanted = true
    else start()
  }
}
