import type { OutboxState } from '../../../api/outbox/shown.ts'

/** What a person is told about the connection, the most pressing first. */
export type ConnectionState =
  | { readonly says: 'signed-out' | 'online' | 'offline' }
  | { readonly says: 'needs-you' | 'sending'; readonly count: number }
  | { readonly says: 'to-send'; readonly count: number; readonly online: boolean }

/** `live` is what the live stream says, `reachable` what the browser says of the network. */
export function connectionState(
  { items, sending, pause }: OutboxState,
  live: 'connecting' | 'live' | 'stale' | 'signed-out',
  reachable: boolean,
): ConnectionState {
  const waiting = items.filter(({ state }) => state === 'waiting').length
  const refused = items.filter(({ state }) => state === 'refused').length
  const online = reachable && live !== 'stale' && pause !== 'offline'
  if (live === 'signed-out' || pause === 'signed-out' || pause === 'other-account') return { says: 'signed-out' }
  if (refused > 0) return { says: 'needs-you', count: refused }
  if (sending !== null) return { says: 'sending', count: waiting }
  if (waiting > 0) return { says: 'to-send', count: waiting, online }
  return { says: online ? 'online' : 'offline' }
}
