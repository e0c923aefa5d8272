import { type Failure, type Item, laneOf } from './item.ts'

const secondMs = 1_000
const lastPauseMs = 60 * secondMs
const lastRetryMs = 300 * secondMs
/** A server that broke on something this often will break again: its writer decides. */
const mostFailures = 8

/** What a failure means: for the whole outbox, or for the one item. */
export type Verdict =
  /** Nobody answered: everything waits. */
  | { readonly means: 'offline' }
  /** The server asks for a pause, in ms. */
  | { readonly means: 'pause'; readonly ms: number }
  /** The session has ended: everything waits until the person has signed in again. */
  | { readonly means: 'sign-in' }
  /** The server broke on this one: the others go on, it is tried again. */
  | { readonly means: 'retry'; readonly ms: number }
  /** The server will not have it: its writer must look at it. */
  | { readonly means: 'refused' }

const nobodyAnswered: ReadonlySet<number> = new Set([0, 408, 502, 503, 504])

const secondsAsked = ({ params }: Failure): number => (typeof params.seconds === 'number' ? params.seconds : 5)

/** What to do about an item that failed for the `failures`-th time. */
export function judge(failure: Failure, failures: number): Verdict {
  const { status } = failure
  if (nobodyAnswered.has(status)) return { means: 'offline' }
  if (status === 401) return { means: 'sign-in' }
  if (status === 429) return { means: 'pause', ms: Math.max(1, secondsAsked(failure)) * secondMs }
  if (status >= 500 && failures < mostFailures)
    return { means: 'retry', ms: Math.min(secondMs * 2 ** failures, lastRetryMs) }
  return { means: 'refused' }
}

/** How long to wait before asking again after nobody answered `times` times. */
export const pauseMs = (times: number): number => Math.min(secondMs * 2 ** (times - 1), lastPauseMs)

/** What waits, first the first of each lane, in the order in which it was written. */
function firstOfLanes(items: readonly Item[]): Item[] {
  const waiting = items.filter(({ state }) => state === 'waiting').toSorted((a, b) => a.writtenAt - b.writtenAt)
  const taken = new Set<string>()
  return waiting.filter((item) => {
    const lane = laneOf(item)
    return !taken.has(lane) && taken.add(lane)
  })
}

/** What goes next; undefined while there is nothing that may go. What was refused stands in nobody's way. */
export const nextToSend = (items: readonly Item[], now: number): Item | undefined =>
  firstOfLanes(items).find(({ retryAt }) => retryAt <= now)

/** When the next item may be tried again, in ms; null while none waits for its time. */
export function nextRetryAt(items: readonly Item[]): number | null {
  const times = firstOfLanes(items).map(({ retryAt }) => retryAt)
  return times.length === 0 ? null : Math.min(...times)
}
