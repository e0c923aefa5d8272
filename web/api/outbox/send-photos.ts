import type { OutboxEdges } from './edges.ts'
import type { Failure, Item, TakenPhoto } from './item.ts'
import { judge } from './schedule.ts'

interface Sent {
  /** Photo `photo` (from 1) has come so far; `gained` when more of it arrived than was there before. */
  readonly heard: (photo: number, share: number, gained: boolean) => void
  readonly signal: AbortSignal
}

type Edges = Pick<OutboxEdges, 'shelf' | 'wire' | 'now' | 'failureOf' | 'photoLost'>

/** The server forgets photos that nothing names, in a week: of what waited for a day each is asked about again. */
const trustedMs = 86_400_000

async function sendPhoto({ id }: TakenPhoto, at: number, { shelf, wire, photoLost }: Edges, sent: Sent): Promise<void> {
  let begun: number | undefined
  sent.heard(at + 1, 0, false)
  const kept = await shelf.findPhoto(id)
  if (kept === undefined) throw photoLost()
  const heard = (share: number) => {
    begun ??= share
    sent.heard(at + 1, share, share > begun)
  }
  await wire.sendPhoto(id, kept, heard, sent.signal)
}

/**
 * Sends the photos of an item that are not there yet. One that the server will not have is marked and keeps none of the
 * others back; at the end its failure is thrown.
 */
export async function sendPhotos(item: Item, edges: Edges, sent: Sent): Promise<void> {
  let bad: { readonly error: unknown } | null = null
  for (const [at, photo] of item.photos.entries()) {
    if (photo.sent && edges.now() - item.writtenAt < trustedMs) continue
    let problem: Failure | null = null
    try {
      await sendPhoto(photo, at, edges, sent)
    } catch (error) {
      if (sent.signal.aborted) throw error
      problem = edges.failureOf(error)
      const { means } = judge(problem, item.failures)
      if (means !== 'refused' && means !== 'retry') throw error
      bad ??= { error }
    }
    const how = { sent: problem === null, problem }
    await edges.shelf.change(item.id, (it) => ({
      ...it,
      photos: it.photos.map((one) => (one.id === photo.id ? { ...one, ...how } : one)),
    }))
  }
  if (bad !== null) throw bad.error
}
