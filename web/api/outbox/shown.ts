import type { Item } from './item.ts'

/** Why nothing is sent: nobody answers, the session ended, or somebody else is signed in. */
export type Pause = 'offline' | 'signed-out' | 'other-account'

/** How far the item that is being sent has come. `share` of photo `photo` (from 1) of `photos`. */
export interface Sending {
  readonly id: string
  readonly photo: number
  readonly photos: number
  readonly share: number
}

export interface OutboxState {
  /** False until the shelf has been read. */
  readonly known: boolean
  readonly items: readonly Item[]
  readonly sending: Sending | null
  readonly pause: Pause | null
}

/** What arrived, with the server's answer. */
export interface Arrived {
  readonly item: Item
  readonly reply: unknown
}

/** Begins with nothing known; what was kept is read on `start`. */
const unread: OutboxState = { known: false, items: [], sending: null, pause: null }

/** What pages are shown of an outbox, and told of what arrives from it. */
export function createShown() {
  const listeners = new Set<() => void>()
  const receivers = new Set<(arrived: Arrived) => void>()
  let state = unread
  return {
    state: (): OutboxState => state,
    show(next: Partial<OutboxState>): void {
      state = { ...state, ...next }
      for (const listener of listeners) listener()
    },
    arrived(arrived: Arrived): void {
      for (const receive of receivers) receive(arrived)
    },
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Told of everything that arrived from this tab. */
    receive(receiver: (arrived: Arrived) => void): () => void {
      receivers.add(receiver)
      return () => receivers.delete(receiver)
    },
  }
}
