import type { ApiProblem } from '../problem.ts'

/** A photo chosen on a page. It is sent at once, while the person still writes. */
export interface SentPhoto {
  readonly id: string
  readonly file: Blob
  /** How much of it has arrived, between 0 and 1. */
  readonly share: number
  readonly state: 'waiting' | 'sending' | 'kept' | 'failed'
  readonly problem: ApiProblem | null
}

/** What the uploads of a page need of the world. */
export interface UploadEdges {
  readonly newId: () => string
  /** A copy small enough for a phone's network. */
  readonly shrink: (file: Blob) => Promise<Blob>
  readonly send: (id: string, photo: Blob, heard: (share: number) => void, signal: AbortSignal) => Promise<void>
  /** Tells the server that the person gave a photo up. */
  readonly forget: (id: string) => void
  readonly problemOf: (error: unknown) => ApiProblem
  readonly kept: (id: string) => void
}

/** Two at once: one that waits for the server's answer does not leave the network idle, and a bad one holds nobody up. */
const atOnce = 2

/** The photos of one page on their way: each goes on by itself, fails by itself, is given up by itself. */
export function createUploads(edges: UploadEdges) {
  const listeners = new Set<() => void>()
  const running = new Map<string, AbortController>()
  /** Made once: a photo sent again is the same bytes, or what has arrived of it would be of another. */
  const small = new Map<string, Blob>()
  let photos: readonly SentPhoto[] = []

  function show(next: readonly SentPhoto[]): void {
    photos = next
    for (const listener of listeners) listener()
  }
  const change = (id: string, next: Partial<SentPhoto>) =>
    show(photos.map((each) => (each.id === id ? { ...each, ...next } : each)))

  async function run({ id, file }: SentPhoto): Promise<void> {
    const stop = new AbortController()
    running.set(id, stop)
    change(id, { state: 'sending', problem: null })
    try {
      const photo = small.get(id) ?? (await edges.shrink(file))
      small.set(id, photo)
      if (!stop.signal.aborted) await edges.send(id, photo, (share) => change(id, { share }), stop.signal)
      if (stop.signal.aborted) return
      change(id, { state: 'kept', share: 1 })
      edges.kept(id)
    } catch (error) {
      if (!stop.signal.aborted) change(id, { state: 'failed', problem: edges.problemOf(error) })
    } finally {
      if (running.get(id) === stop) running.delete(id)
      next()
    }
  }

  function next(): void {
    while (running.size < atOnce) {
      const waiting = photos.find(({ state }) => state === 'waiting')
      if (waiting === undefined) return
      void run(waiting)
    }
  }

  function again(ids: readonly string[]): void {
    show(photos.map((each) => (ids.includes(each.id) ? { ...each, state: 'waiting', problem: null } : each)))
    next()
  }

  function leave(id: string): void {
    running.get(id)?.abort()
    running.delete(id)
    small.delete(id)
    show(photos.filter((each) => each.id !== id))
    next()
  }

  return {
    photos: (): readonly SentPhoto[] => photos,
    subscribe(listener: () => void): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    add(files: readonly Blob[]): void {
      const begun = files.map(
        (file): SentPhoto => ({ id: edges.newId(), file, share: 0, state: 'waiting', problem: null }),
      )
      show([...photos, ...begun])
      next()
    },
    /** Sends one that failed once more; it goes on where it stopped. */
    again: (id: string): void => again([id]),
    /** The same for all that failed because nobody answered. */
    resume: (): void => again(photos.filter(({ problem }) => problem?.passing === true).map(({ id }) => id)),
    /** Gives a photo up. */
    drop(id: string): void {
      const kept = photos.find((each) => each.id === id)?.state === 'kept'
      leave(id)
      if (!kept) edges.forget(id)
    },
    /** Forgets one here that somebody else shows from now on. */
    release: leave,
    clear(): void {
      for (const { id } of photos) leave(id)
    },
    /** Ends what is on its way: the page is left. */
    stop(): void {
      for (const each of running.values()) each.abort()
    },
  }
}
