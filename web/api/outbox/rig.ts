import { once } from 'node:events'
import type { Shelf, Wire } from './edges.ts'
import { type Failure, type Item, newItem } from './item.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import type { OutboxState } from './shown.ts'

/** For tests of the outbox: a device, a server and a page without a browser. */

export const at = Date.parse('2026-11-21T06:26:08Z')

/** A device's database, in memory; outlives the pages that use it. */
export function memoryShelf(): Shelf & { photos: Map<string, Blob> } {
  const items = new Map<string, Item>()
  const photos = new Map<string, Blob>()
  const change = async (id: string, to: (item: Item) => Item) => {
    const item = items.get(id)
    if (item) items.set(id, to(item))
    return items.get(id)
  }
  return {
    photos,
    list: async (account) => [...items.values()].filter((item) => item.account === account),
    countOthers: async (account) => [...items.values()].filter((item) => item.account !== account).length,
    put: async (item) => void items.set(item.id, item),
    change,
    async remove(id) {
      for (const photo of items.get(id)?.photos ?? []) photos.delete(photo.id)
      items.delete(id)
    },
    async addPhoto(id, photo, blob) {
      photos.set(photo.id, blob)
      await change(id, (item) => ({ ...item, photos: [...item.photos, photo] }))
    },
    async dropPhoto(id, photo) {
      photos.delete(photo)
      await change(id, (item) => ({ ...item, photos: item.photos.filter((one) => one.id !== photo) }))
    },
    findPhoto: async (photo) => photos.get(photo),
  }
}

class Refusal extends Error {
  readonly failure: Failure
  constructor(status: number) {
    super(`status ${status}`)
    this.failure = { status, code: `test.${status}`, message: `refused with ${status}`, params: {} }
  }
}

/** The server's side: what it did, by command id, and what it answers next. */
export function server() {
  const calls: string[] = []
  const done = new Set<string>()
  const answers = new Map<string, number>()
  const it = { account: 'ann', reachable: true, loseAnswers: false, slow: false, calls, done, answers }
  const reach = (what: string) => {
    if (!it.reachable) throw new Refusal(0)
    calls.push(what)
    const status = answers.get(what)
    if (status !== undefined) throw new Refusal(status)
  }
  const wire: Wire = {
    async whoIsSignedIn() {
      if (!it.reachable) throw new Refusal(0)
      if (it.account === '') throw new Refusal(401)
      return it.account
    },
    async sendPhoto(id, _photo, heard, signal) {
      heard(0.5)
      if (it.slow) await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      reach(id)
    },
    async send(item) {
      reach(item.id)
      done.add(item.id)
      if (it.loseAnswers) throw new Refusal(0)
      return { number: `n-${item.id}` }
    },
  }
  return { ...it, it, wire }
}

/** A page with its outbox; time passes only when told to. */
export function page(account: string, shelf: Shelf, wire: Wire) {
  const later: (() => void)[] = []
  let now = at
  const outbox = createOutbox(account, {
    shelf,
    wire,
    locks: navigator.locks,
    now: () => now,
    later(run) {
      later.push(run)
      return () => void later.splice(later.indexOf(run), 1)
    },
    tabs: () => ({ tell: () => undefined, close: () => undefined }),
    failureOf: (error) => {
      if (error instanceof Refusal) return error.failure
      throw error
    },
    photoLost: () => new Refusal(410).failure,
  })
  const changed = new EventTarget()
  outbox.subscribe(() => changed.dispatchEvent(new Event('changed')))
  return {
    outbox,
    stop: outbox.start(),
    async becomes(test: (state: OutboxState) => boolean): Promise<OutboxState> {
      while (!test(outbox.state())) await once(changed, 'changed', { signal: AbortSignal.timeout(5_000) })
      return outbox.state()
    },
    /** Lets `ms` pass. */
    pass(ms: number) {
      now += ms
      for (const run of later.splice(0)) run()
    },
  }
}

export const report = (id: string, account = 'ann', writtenAt = at): Item =>
  newItem(id, account, writtenAt, {
    kind: 'report',
    category: null,
    report: { channel: 'resident', words: 'a hole', position: { lon: 1, lat: 2 } },
  })

export async function write(outbox: Outbox, item: Item): Promise<void> {
  await outbox.save(item)
  await outbox.send(item.id)
}

export const empty = ({ known, items, sending }: OutboxState) => known && items.length === 0 && sending === null
