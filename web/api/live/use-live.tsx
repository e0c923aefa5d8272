import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useMemo } from 'react'
import type { LiveEvent } from '../../../contract/live.ts'
import { api } from '../../paths.ts'
import { learnServerTime, now, useNow } from '../../ui/time/now.ts'
import { staleAfterMs } from './follow.ts'
import { createLive, type Live, type LiveEdges } from './live.ts'

const LiveContext = createContext<Live | null>(null)

const browser: LiveEdges = {
  async open(after, signal) {
    const headers = { accept: 'text/event-stream', ...(after !== null && { 'last-event-id': String(after) }) }
    const response = await fetch(api.live(), { headers, signal, cache: 'no-store' })
    if (!response.ok || response.body === null) throw new Error(`live stream refused: ${response.status}`)
    return response.body
  },
  locks: navigator.locks,
  now,
  beat: (at) => learnServerTime(Date.parse(at), true),
}

/** Joins the live stream of an account; on a reset every query shown is asked for again. */
export function LiveProvider({ account, children }: { account: string; children: ReactNode }) {
  const queries = useQueryClient()
  const live = useMemo(() => createLive(account, browser), [account])
  useEffect(() => {
    const ignore = live.listen({ reset: () => void queries.invalidateQueries() })
    const leave = live.start()
    return () => {
      leave()
      ignore()
    }
  }, [live, queries])
  return <LiveContext value={live}>{children}</LiveContext>
}

const matches = (kind: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => (pattern.endsWith('*') ? kind.startsWith(pattern.slice(0, -1)) : kind === pattern))

/** Calls `handler` for every entry of the given kinds, such as `['case.*']`; after a reset it is not told what it missed. */
export function useLive(kinds: readonly string[], handler: (event: LiveEvent) => void): void {
  const live = useContext(LiveContext)
  const news = useEffectEvent((event: LiveEvent) => {
    if (matches(event.kind, kinds)) handler(event)
  })
  useEffect(() => live?.listen({ news: (event) => news(event) }), [live])
}

/** How fresh the page is. `asOf` is when the stream last gave a sign of life, in ms. */
export interface Freshness {
  readonly state: 'connecting' | 'live' | 'stale'
  readonly asOf: number | null
}

/** How fresh the page is, looked at every second; outside the live pages it is always connecting. */
export function useFreshness(): Freshness {
  const live = useContext(LiveContext)
  const at = useNow()
  const asOf = live?.heardAt() ?? null
  if (asOf === null) return { state: 'connecting', asOf }
  return { state: at - asOf > staleAfterMs ? 'stale' : 'live', asOf }
}
