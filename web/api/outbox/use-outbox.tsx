import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react'
import { now } from '../../ui/time/now.ts'
import { useMe } from '../me.ts'
import type { OutboxEdges } from './edges.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { deviceShelf } from './shelf.ts'
import type { Arrived, OutboxState } from './shown.ts'
import { failureOf, photoLost, webWire } from './wire.ts'

const OutboxContext = createContext<Outbox | null>(null)

const browser = (account: string): OutboxEdges => ({
  shelf: deviceShelf,
  wire: webWire,
  locks: navigator.locks,
  now,
  later(run, ms) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  tabs(heard) {
    const channel = new BroadcastChannel(`yiwang.outbox.${account}`)
    channel.onmessage = heard
    return { tell: () => channel.postMessage(null), close: () => channel.close() }
  },
  failureOf,
  photoLost,
})

/** The outbox of whoever is signed in, sending as long as the pages are open. */
export function OutboxProvider({ children }: { children: ReactNode }) {
  const { account } = useMe()
  const queries = useQueryClient()
  const [outbox] = useState(() => createOutbox(account, browser(account)))
  useEffect(() => {
    const stop = outbox.start()
    // What arrived changes lists and cases, those kept for later too; not everybody hears of it live.
    const ignore = outbox.receive(() => void queries.invalidateQueries({ refetchType: 'all' }))
    const wakeWhenSeen = () => document.visibilityState === 'visible' && outbox.wake()
    addEventListener('online', outbox.wake)
    document.addEventListener('visibilitychange', wakeWhenSeen)
    return () => {
      removeEventListener('online', outbox.wake)
      document.removeEventListener('visibilitychange', wakeWhenSeen)
      ignore()
      stop()
    }
  }, [outbox, queries])
  return <OutboxContext value={outbox}>{children}</OutboxContext>
}

/** The outbox. Only below its provider. */
export function useOutbox(): Outbox {
  const outbox = useContext(OutboxContext)
  if (outbox === null) throw new Error('useOutbox is used outside the provider')
  return outbox
}

/** What stands in the outbox now. */
export function useOutboxState(): OutboxState {
  const outbox = useOutbox()
  return useSyncExternalStore(outbox.subscribe, outbox.state)
}

/** Calls `handler` for everything that arrives while the page is shown. */
export function useArrived(handler: (arrived: Arrived) => void): void {
  const outbox = useOutbox()
  useEffect(() => outbox.receive(handler), [outbox, handler])
}
