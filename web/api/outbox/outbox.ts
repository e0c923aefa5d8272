import type { Failure, Item, TakenPhoto } from './item.ts'
import { judge, nextRetryAt, nextToSend, pauseMs } from './schedule.ts'

/** Where items and photos are kept on the device. */
export interface Shelf {
  list(account: string): Promise<readonly Item[]>
  /** How many items of other accounts wait on this device. */
  countOthers(account: string): Promise<number>
  put(item: Item): Promise<void>
  /** Changes an item in one go; undefined when it is gone, and then nothing is written. */
  change(id: string, to: (item: Item) => Item): Promise<Item | undefined>
  /** Takes an item away with its photos. */
  remove(id: string): Promise<void>
  /** Keeps a photo and names it in its item, both or neither. */
  addPhoto(id: string, photo: TakenPhoto, blob: Blob): Promise<void>
  dropPhoto(id: string, photo: string): Promise<void>
  findPhoto(photo: string): Promise<Blob | undefined>
}

/** The way to the server; everything throws a `Failure`. */
export interface Wire {
  whoIsSignedIn(): Promise<string>
  sendPhoto(id: string, photo: Blob, heard: (share: number) => void): Promise<void>
  send(item: Item): Promise<unknown>
}

/** What the browser gives; a test brings its own. */
export interface OutboxEdges {
  readonly shelf: Shelf
  readonly wire: Wire
  /** Missing on plain HTTP: then two tabs may send the same at once, which the server does once. */
  readonly locks: LockManager | undefined
  now(): number
  /** Calls once after `ms`; returns how to call it off. */
  later(run: () => void, ms: number): () => void
  /** Says to other tabs that the shelf has changed; `heard` is called when they say so. */
  tabs(heard: () => void): { tell(): void; close(): void }
  failureOf(error: unknown): Failure
  /** The sentence for a photo that the device has lost. */
  photoLost(): Failure
}

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

export type Outbox = ReturnType<typeof createOutbox>

/** Begins with nothing known; what was kept is read on `start`. */
const unread: OutboxState = { known: false, items: [], sending: null, pause: null }

/** Keeps what an account writes until the server has it: nothing is lost, doubled, or sent by somebody else. */
export function createOutbox(account: string, edges: OutboxEdges) {
  const { shelf, wire } = edges
  const listeners = new Set<() => void>()
  const receivers = new Set<(arrived: Arrived) => void>()
  let state = unread
  let silences = 0
  let cancelWake = () => {}
  let tabs: ReturnType<OutboxEdges['tabs']> | undefined
  let leave: AbortController | undefined

  function show(next: Partial<OutboxState>): void {
    state = { ...state, ...next }
    for (const listener of listeners) listener()
  }

  async function read(): Promise<readonly Item[]> {
    const items = (await shelf.list(account)).toSorted((a, b) => a.writtenAt - b.writtenAt)
    show({ known: true, items })
    return items
  }

  async function changed(): Promise<void> {
    await read()
    tabs?.tell()
  }

  async function sendPhotos(item: Item): Promise<void> {
    for (const [at, photo] of item.photos.entries()) {
      if (photo.sent) continue
      const heard = (share: number) =>
        show({ sending: { id: item.id, photo: at + 1, photos: item.photos.length, share } })
      heard(0)
      const kept = await shelf.findPhoto(photo.id)
      if (kept === undefined) throw edges.photoLost()
      await wire.sendPhoto(photo.id, kept, heard)
      const mark = (it: Item): Item => ({
        ...it,
        photos: it.photos.map((one) => (one.id === photo.id ? { ...one, sent: true } : one)),
      })
      await shelf.change(item.id, mark)
    }
  }

  /** Sends one; returns what keeps the others from being sent, if anything. */
  async function sendOne(item: Item): Promise<{ pause: Pause; ms: number | null } | null> {
    try {
      if ((await wire.whoIsSignedIn()) !== account) return { pause: 'other-account', ms: null }
      await sendPhotos(item)
      show({ sending: { id: item.id, photo: 0, photos: item.photos.length, share: 1 } })
      const reply = await wire.send(item)
      await shelf.remove(item.id)
      silences = 0
      for (const receive of receivers) receive({ item, reply })
      return null
    } catch (error) {
      return note(item, edges.failureOf(error))
    } finally {
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
    const retryAt = nextRetryAt(state.items)
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

  return {
    account,
    state: (): OutboxState => state,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    /** Told of everything that arrived from this tab. */
    receive(receiver: (arrived: Arrived) => void): () => void {
      receivers.add(receiver)
      return () => receivers.delete(receiver)
    },
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
      await write(id, (it) => ({ ...it, state: 'waiting', failures: 0, retryAt: 0, problem: null }))
      wake()
    },
    /** Takes something back to be changed. It keeps its id: had it arrived after all, the server would say so. */
    edit: (id: string): Promise<void> => write(id, (it) => ({ ...it, state: 'draft', problem: null })),
    async discard(id: string): Promise<void> {
      await shelf.remove(id)
      await changed()
    },
    countOthers: (): Promise<number> => shelf.countOthers(account),
  }
}
