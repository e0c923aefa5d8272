import type { Failure, Item, TakenPhoto } from './item.ts'

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
  /** Goes on where an earlier try stopped; ends when `signal` says so. */
  sendPhoto(id: string, photo: Blob, heard: (share: number) => void, signal: AbortSignal): Promise<void>
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
