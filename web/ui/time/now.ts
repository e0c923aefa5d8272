import { useSyncExternalStore } from 'react'

const tickMs = 1_000

/** How far the server's clock is ahead of this device's, in ms. */
let aheadMs = 0
let known = false

/**
 * Limits are counted by the server's clock: a phone that is minutes off must not show a late case as on time.
 * `exact` says the server wrote this instant just now; an HTTP `Date` header is cut to whole seconds, so it corrects
 * only a difference that matters.
 */
export function learnServerTime(serverMs: number, exact: boolean): void {
  const difference = serverMs - Date.now()
  if (exact || !known || Math.abs(difference - aheadMs) > 2_000) aheadMs = difference
  known = true
}

/** Now, in ms, by the server's clock: the only place a page asks for the time. */
export const now = (): number => Date.now() + aheadMs

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, tickMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

const wholeSecond = (): number => Math.floor(now() / tickMs) * tickMs

/** Now to the second, renewed by one timer for the whole page: all clocks step together. */
export const useNow = (): number => useSyncExternalStore(subscribe, wholeSecond)
