import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { type Failure, type Item, newItem } from './item.ts'
import { createOutbox, type Outbox, type OutboxState, type Shelf, type Wire } from './outbox.ts'

const at = Date.parse('2026-11-21T06:26:08Z')

/** A device's database, in memory; outlives the pages that use it. */
function memoryShelf(): Shelf & { photos: Map<string, Blob> } {
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
function server() {
  const calls: string[] = []
  const done = new Set<string>()
  const answers = new Map<string, number>()
  const it = { account: 'ann', reachable: true, loseAnswers: false, calls, done, answers }
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
    async sendPhoto(id, _photo, heard) {
      heard(0.5)
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
function page(account: string, shelf: Shelf, wire: Wire) {
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

const report = (id: string, account = 'ann', writtenAt = at): Item =>
  newItem(id, account, writtenAt, {
    kind: 'report',
    category: null,
    report: { channel: 'resident', words: 'a hole', position: { lon: 1, lat: 2 } },
  })

async function write(outbox: Outbox, item: Item): Promise<void> {
  await outbox.save(item)
  await outbox.send(item.id)
}

const empty = ({ known, items, sending }: OutboxState) => known && items.length === 0 && sending === null

test('what is written without a connection goes when there is one: once, photos first, after a reload too', async () => {
  const shelf = memoryShelf()
  const { it, wire, calls } = server()
  it.reachable = false
  const before = page('ann', shelf, wire)
  await before.outbox.save(report('r1'))
  await before.outbox.addPhoto('r1', { id: 'p1', as: 'scene' }, new Blob(['photo']))
  await before.outbox.send('r1')
  await before.becomes(({ pause }) => pause === 'offline')
  before.stop()
  it.reachable = true
  const after = page('ann', shelf, wire)
  await after.becomes(empty)
  assert.deepEqual(calls, ['p1', 'r1'])
  assert.equal(shelf.photos.size, 0)
  after.stop()
})

test('an answer that was lost: the same command goes again, and the photo does not', async () => {
  const { it, wire, calls, done } = server()
  const { outbox, becomes, pass, stop } = page('ann', memoryShelf(), wire)
  it.loseAnswers = true
  await outbox.save(report('r1'))
  await outbox.addPhoto('r1', { id: 'p1', as: 'scene' }, new Blob(['photo']))
  await outbox.send('r1')
  await becomes(({ pause }) => pause === 'offline')
  it.loseAnswers = false
  pass(1_000)
  await becomes(empty)
  assert.deepEqual(calls, ['p1', 'r1', 'r1'])
  assert.deepEqual([...done], ['r1'])
  stop()
})

test('a session that ended pauses everything and drops nothing; after signing in it goes on', async () => {
  const { it, wire, done } = server()
  it.account = ''
  const { outbox, becomes, stop } = page('ann', memoryShelf(), wire)
  await write(outbox, report('r1'))
  await write(outbox, report('r2', 'ann', at + 1))
  const paused = await becomes(({ pause }) => pause === 'signed-out')
  assert.equal(paused.items.length, 2)
  it.account = 'ann'
  outbox.wake()
  await becomes(empty)
  assert.deepEqual([...done], ['r1', 'r2'])
  stop()
})

test('one bad item never blocks the rest, and keeps the server’s sentence until its writer decides', async () => {
  const { wire, answers, done } = server()
  answers.set('r1', 400)
  const { outbox, becomes, stop } = page('ann', memoryShelf(), wire)
  await outbox.save(report('r1'))
  await outbox.save(report('r2', 'ann', at + 1))
  await outbox.send('r1')
  await outbox.send('r2')
  const left = await becomes(({ items }) => items.length === 1 && items[0]?.state === 'refused')
  assert.equal(left.items[0]?.problem?.message, 'refused with 400')
  assert.deepEqual([...done], ['r2'])
  answers.clear()
  await outbox.edit('r1')
  assert.equal(outbox.state().items[0]?.state, 'draft')
  await outbox.send('r1')
  await becomes(empty)
  assert.deepEqual([...done], ['r2', 'r1'])
  stop()
})

test('a photo the server will not have stops its own report only', async () => {
  const { wire, answers, done, calls } = server()
  answers.set('p1', 400)
  const { outbox, becomes, stop } = page('ann', memoryShelf(), wire)
  await outbox.save(report('r1'))
  await outbox.addPhoto('r1', { id: 'p1', as: 'scene' }, new Blob(['no photo']))
  await outbox.send('r1')
  await write(outbox, report('r2', 'ann', at + 1))
  await becomes(({ items }) => items.length === 1 && items[0]?.state === 'refused')
  assert.deepEqual([...done], ['r2'])
  await outbox.dropPhoto('r1', 'p1')
  await outbox.send('r1')
  await becomes(empty)
  assert.deepEqual(calls.at(-1), 'r1')
  stop()
})

test('a server that breaks on one item goes on with the next and comes back to it', async () => {
  const { wire, answers, done } = server()
  answers.set('r1', 500)
  const { outbox, becomes, pass, stop } = page('ann', memoryShelf(), wire)
  await write(outbox, report('r1'))
  await write(outbox, report('r2', 'ann', at + 1))
  await becomes(({ items }) => items.length === 1 && items[0]?.failures === 1)
  assert.deepEqual([...done], ['r2'])
  answers.clear()
  pass(2_000)
  await becomes(empty)
  assert.deepEqual([...done], ['r2', 'r1'])
  stop()
})

test('another account on the same phone neither sees nor sends the first one’s', async () => {
  const shelf = memoryShelf()
  const { it, wire, done } = server()
  it.reachable = false
  const anns = page('ann', shelf, wire)
  await write(anns.outbox, report('r1'))
  await anns.becomes(({ pause }) => pause === 'offline')
  it.reachable = true
  it.account = 'bob'
  const bobs = page('bob', shelf, wire)
  await write(bobs.outbox, report('r2', 'bob'))
  await bobs.becomes(empty)
  assert.equal(await bobs.outbox.countOthers(), 1)
  anns.pass(1_000)
  await anns.becomes(({ pause }) => pause === 'other-account')
  assert.deepEqual([...done], ['r2'])
  it.account = 'ann'
  anns.outbox.wake()
  await anns.becomes(empty)
  assert.deepEqual([...done], ['r2', 'r1'])
  anns.stop()
  bobs.stop()
})

test('two tabs of one browser send each item once', async () => {
  const shelf = memoryShelf()
  const { it, wire, calls } = server()
  it.reachable = false
  const [one, other] = [page('ann', shelf, wire), page('ann', shelf, wire)]
  await write(one.outbox, report('r1'))
  await one.becomes(({ pause }) => pause === 'offline')
  it.reachable = true
  one.outbox.wake()
  other.outbox.wake()
  await one.becomes(empty)
  await other.becomes(empty)
  assert.deepEqual(calls, ['r1'])
  one.stop()
  other.stop()
})
