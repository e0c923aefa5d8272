import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useFreshness } from '../../../api/live/use-live.tsx'
import { useMay } from '../../../api/me.ts'
import { useOutboxState } from '../../../api/outbox/use-outbox.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { type ConnectionState, connectionState } from './connection-state.ts'
import { texts } from './texts.ts'

/** How often those ask anew who hear nothing live of their cases. */
const askAgainMs = 15_000

function subscribe(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** How things stand between this phone and the server. */
export function useConnection(): ConnectionState {
  const reachable = useSyncExternalStore(subscribe, () => navigator.onLine)
  return connectionState(useOutboxState(), useFreshness().state, reachable)
}

/** Whether somebody answers, as far as is known. */
export function useIsOnline(): boolean {
  const connection = useConnection()
  return connection.says !== 'offline' && !(connection.says === 'to-send' && !connection.online)
}

/** Says how things stand. */
export function useSayConnection(): (connection: ConnectionState) => string {
  const t = useText(texts)
  return (connection) => {
    if (connection.says === 'needs-you') return t('needsYou', { count: connection.count })
    if (connection.says === 'sending') return t('sending', { count: connection.count })
    if (connection.says === 'to-send')
      return t('toSend', { state: t(connection.online ? 'online' : 'offline'), count: connection.count })
    return t(connection.says === 'signed-out' ? 'signedOut' : connection.says)
  }
}

/** Asks for everything again when the connection is back, and now and then where the live stream tells nothing of cases. */
export function useCatchUp(): void {
  const queries = useQueryClient()
  const online = useIsOnline()
  const hears = useMay('case.overview')
  const was = useRef(online)
  useEffect(() => {
    if (online && !was.current) void queries.invalidateQueries()
    was.current = online
  }, [online, queries])
  useEffect(() => {
    if (hears || !online) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void queries.invalidateQueries({ predicate: isOfCases })
    }, askAgainMs)
    return () => clearInterval(timer)
  }, [hears, online, queries])
}

const isOfCases = ({ queryKey: [url] }: { readonly queryKey: readonly unknown[] }): boolean =>
  typeof url === 'string' && /\/cases(\?|\/[0-9a-f]{8}-|$)/.test(url)
