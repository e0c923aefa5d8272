import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useFreshness } from '../../../api/live/use-live.tsx'
import { useOutboxState } from '../../../api/outbox/use-outbox.tsx'
import { useText } from '../../../ui/texts/use-text.ts'
import { type ConnectionState, connectionState } from './connection-state.ts'
import { texts } from './texts.ts'

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

/** Asks for everything again when the connection is back: what failed meanwhile, and what only had to do. */
export function useCatchUp(): void {
  const queries = useQueryClient()
  const online = useIsOnline()
  const was = useRef(online)
  useEffect(() => {
    if (online && !was.current) void queries.invalidateQueries()
    was.current = online
  }, [online, queries])
}
