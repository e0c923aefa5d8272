import type { LiveEvent } from '../../../contract/live.ts'

/**
 * What the tab that reads the stream tells the others. `after` is the ordinal it stood at before, so that a tab which
 * missed a message (asleep, or opened a moment ago) notices.
 */
export type Message =
  | { readonly type: 'entry'; readonly after: number | null; readonly entry: LiveEvent }
  | { readonly type: 'beat'; readonly after: number | null; readonly ordinal: number }
  | { readonly type: 'reset'; readonly ordinal: number }

/** What a message means to a tab: news, nothing new, or "ask for everything again". */
export type Effect = 'news' | 'nothing' | 'reset'

/** Moves a tab's place in the journal over a message: nothing missed, nothing twice. */
export function advance(cursor: number | null, message: Message): { cursor: number; effect: Effect } {
  const ordinal = message.type === 'entry' ? message.entry.ordinal : message.ordinal
  if (message.type === 'reset') return { cursor: ordinal, effect: 'reset' }
  // What was loaded before the first message may be older than the place where the stream began.
  if (cursor === null) return { cursor: ordinal, effect: 'reset' }
  if (message.after !== null && cursor < message.after) return { cursor: Math.max(cursor, ordinal), effect: 'reset' }
  if (ordinal <= cursor) return { cursor, effect: 'nothing' }
  return { cursor: ordinal, effect: message.type === 'entry' ? 'news' : 'nothing' }
}
