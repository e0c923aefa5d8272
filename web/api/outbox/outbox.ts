import type { OutboxEdges } from './edges.ts'
import { type Failure, type Item, letGo, type TakenPhoto } from './item.ts'
import { judge, nextRetryAt, nextToSend, pauseMs } from './schedule.ts'
import { createShown, type Pause } from './shown.ts'

export type Outbox = ReturnType<typeof createOutbox>

/** Keeps what an account writes until the server has it: nothing is lost, doubled, or sent by somebody else. */
export function createOutbox(account: string, edges: OutboxEdges) {
  const { shelf, wire } = edges
  const { show, arrived, ...shown } = createShown()
  let silences = 0
  let cancelWake = () => {}
  let tabs: ReturnType<OutboxEdges['tabs']> | undefined
  let leave: AbortController | undefined

  async function read(): Promise<readonly Item[]> {
    const items = (await shelf.list(account)).toSorted((a, b) => a.writtenAt - b.writtenAt)
    show({ known: true, items })
    return items
  }

  async function changed(): Promise<void> {
    await read()
    tabs?.tell()
  }

  /** What is being sent, and how to stop it. */
  let current: { readonly id: string; readonly stop: AbortController } | undefined

  async function photosOf(item: Item, signal: AbortSignal): Promise<void> {
    const photos = item.photos.length
    if (photos === 0) return
    // Comes with the first photo: a phone's first page stays small.
    const { sendPhotos } = await import('./send-photos.ts')
    const heard = (photo: number, share: number, gained: boolean) => {
      // A network that drops each photo midway still gets on: no need to wait longer and longer.
      if (gained) silences = 0
      show({ sending: { id: item.id, photo, photos, share } })
    }
    await sendPhotos(item, edges, { heard, signal })
  }

  /** Sends one; returns what keeps the others from being sent, if anything. */
  async function sendOne(item: Item): Promise<{ pause: Pause; ms: number | null } | null> {
    const stop = new AbortController()
    current = { id: item.id, stop }
    try {
      if ((await wire.whoIsSignedIn()) !== account) return { pause: 'other-account', ms: null }
      await photosOf(item, stop.signal)
      // Its writer may have held it back meanwhile, here or in another tab.
      const now = await shelf.change(item.id, (it) => it)
      if (stop.signal.aborted || now?.state !== 'waiting') return null
      show({ sending: { id: item.id, photo: 0, photos: item.photos.length, share: 1 } })
      const reply = await wire.send(now)
      await shelf.remove(item.id)
      silences = 0
      arrived({ item, reply })
      return null
    } catch (error) {
      return stop.signal.aborted ? null : note(item, edges.failureOf(error))
    } finally {
      current = undefined
      show({ sending: null })
    }
  }

  async function note(item: Item, failure: Failure): Promise<{ pause: Pause; ms: number | null } | null> {
    const verdict = judge(failure, item.failures)
    if (verdict.means === 'sign-in') return { pause: 'signed-out', ms: null }
    if (verdict.means === 'pause') return { pause: 'offline', ms: verdict.ms }
    if (verdict.means === 'offline') {
      silences += 1
      return { pause: 'offline', ms: pauseMs(silences) }
    }
    const again = verdict.means === 'retry' ? { retryAt: edges.now() + verdict.ms } : { state: 'refused' as const }
    await shelf.change(item.id, (it) => ({ ...it, ...again, failures: it.failures + 1, problem: failure }))
    return null
  }

  async function sendAll(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const next = nextToSend(await read(), edges.now())
      if (next === undefined) break
      const hindered = await sendOne(next)
      if (hindered) {
        show({ pause: hindered.pause })
        if (hindered.ms !== null) wakeIn(hindered.ms)
        return
      }
      show({ pause: null })
      await changed()
    }
    const retryAt = nextRetryAt(shown.state().items)
    if (retryAt === null) show({ pause: null })
    else wakeIn(Math.max(0, retryAt - edges.now()))
  }

  function wakeIn(ms: number): void {
    cancelWake()
    if (leave?.signal.aborted === false) cancelWake = edges.later(wake, ms)
  }

  let working: Promise<void> | undefined
  let wanted = false

  /** Sends what waits, now. */
  function wake(): void {
    if (leave === undefined || leave.signal.aborted) return
    if (working) {
      wanted = true
      return
    }
    cancelWake()
    const { signal } = leave
    const work = () => sendAll(signal)
    const done = edges.locks ? edges.locks.request(`yiwang.outbox.${account}`, { signal }, work) : work()
    working = done
      // The device refused to read or write, or the page is going: the next wake begins anew.
      .catch(() => undefined)
      .finally(() => {
        working = undefined
        if (wanted) {
          wanted = false
          wake()
        }
      })
  }

  async function write(id: string, to: (item: Item) => Item): Promise<void> {
    await shelf.change(id, to)
    await changed()
  }

  /** Ends the sending of an item's photos; what has arrived of them stays. */
  function halt(id: string): void {
    if (current?.id === id) current.stop.abort()
  }

  return {
    account,
    ...shown,
    /** Reads what is kept and begins to send; returns how to stop. */
    start(): () => void {
      const going = new AbortController()
      leave = going
      const spoken = edges.tabs(() => void read().then(wake))
      tabs = spoken
      // A browser that keeps nothing has nothing to send; writing will say so.
      void read().then(wake, () => show({ known: true }))
      return () => {
        going.abort()
        cancelWake()
        spoken.close()
      }
    },
    wake,
    /** Keeps a draft, new or changed. Throws when the device is full. */
    async save(item: Item): Promise<void> {
      await shelf.put(item)
      await changed()
    },
    /** Changes what a draft says. Throws when the device is full. */
    rewrite: (id: string, work: Item['work']): Promise<void> => write(id, (it) => ({ ...it, work })),
    /** Keeps a photo of a draft. Throws when the device is full. */
    async addPhoto(id: string, photo: Pick<TakenPhoto, 'id' | 'as'>, blob: Blob): Promise<void> {
      await shelf.addPhoto(id, { ...photo, sent: false }, blob)
      await changed()
    },
    async dropPhoto(id: string, photo: string): Promise<void> {
      await shelf.dropPhoto(id, photo)
      await changed()
    },
    findPhoto: (photo: string): Promise<Blob | undefined> => shelf.findPhoto(photo),
    /** Lets a draft go, or something refused once more. */
    async send(id: string): Promise<void> {
      await write(id, letGo)
      wake()
    },
    /** Takes something back to be changed. It keeps its id: had it arrived after all, the server would say so. */
    edit(id: string): Promise<void> {
      halt(id)
      return write(id, (it) => ({ ...it, state: 'draft', problem: null }))
    },
    async discard(id: string): Promise<void> {
      halt(id)
      await shelf.remove(id)
      await changed()
    },
    countOthers: (): Promise<number> => shelf.countOthers(account),
  }
}
