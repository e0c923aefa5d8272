import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useMemo, useState } from 'react'
import type { LiveEvent } from '../../../contract/live.ts'
import { api } from '../../paths.ts'
import { learnServerTime, now, useNow } from '../../ui/time/now.ts'
import { staleAfterMs } from './follow.ts'
import { createLive, type Live, type LiveEdges } from './live.ts'

interface LiveState {
  readonly live: Live
  /** The session has ended: the stream will not come back until the person signs in again. */
  readonly signedOut: boolean
}

const LiveContext = createContext<LiveState | null>(null)

const browser = (tellSignedOut: (signedOut: boolean) => void): LiveEdges => ({
  async open(after, signal) {
    const headers = { accept: 'text/event-stream', ...(after !== null && { 'last-event-id': String(after) }) }
    const response = await fetch(api.live(), { headers, signal, cache: 'no-store' })
    tellSignedOut(response.status === 401)
    if (!response.ok || response.body === null) throw new Error(`live stream refused: ${response.status}`)
    return response.body
  },
  locks: navigator.locks,
  now,
  beat: (at) => learnServerTime(Date.parse(at), true),
})

/** Joins the live stream of an account; on a reset every query shown is asked for again. */
export function LiveProvider({ account, children }: { account: string; children: ReactNode }) {
  const queries = useQueryClient()
  const [signedOut, setSignedOut] = useState(false)
  const live = useMemo(() => createLive(account, browser(setSignedOut)), [account])
  const state = useMemo(() => ({ live, signedOut }), [live, signedOut])
  useEffect(() => {
    const ignore = live.listen({ reset: () => void queries.invalidateQueries() })
    const leave = live.start()
    return () => {
      leave()
      ignore()
    }
  }, [live, queries])
  return <LiveContext value={state}>{children}</LiveContext>
}

const matches = (kind: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => (pattern.endsWith('*') ? kind.startsWith(pattern.slice(0, -1)) : kind === pattern))

/** Calls `handler` for every entry of the given kinds, such as `['case.*']`; after a reset it is not told what it missed. */
export function useLive(kinds: readonly string[], handler: (event: LiveEvent) => void): void {
  const live = useContext(LiveContext)?.live
  const news = useEffectEvent((event: LiveEvent) => {
    if (matches(event.kind, kinds)) handler(event)
  })
  useEffect(() => live?.listen({ news: (event) => news(event) }), [live])
}

/** How fresh the page is. `asOf` is when the stream last gave a sign of life, in ms. */
export interface Freshness {
  readonly state: 'connecting' | 'live' | 'stale' | 'signed-out'
  readonly asOf: number | null
}

/** How fresh the page is, looked at every second; outside the live pages it is always connecting. */
export function useFreshness(): Freshness {
  const context = useContext(LiveContext)
  const at = useNow()
  const asOf = context?.live.heardAt() ?? null
  if (context?.signedOut) return { state: 'signed-out', asOf }
  if (asOf === null) return { state: 'connecting', asOf }
  return { state: at - asOf > staleAfterMs ? 'stale' : 'live', asOf }
}
