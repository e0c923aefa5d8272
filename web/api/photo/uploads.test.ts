import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import type { ApiProblem } from '../problem.ts'
import { createUploads, type SentPhoto } from './uploads.ts'

interface Way {
  readonly id: string
  readonly photo: Blob
  readonly heard: (share: number) => void
  readonly signal: AbortSignal
  arrive(): void
  fail(passing: boolean): void
}

/** A page's uploads whose network is the test. */
function open() {
  const ways = new Map<string, Way>()
  const [kept, forgotten, shrunk]: string[][] = [[], [], []]
  const changed = new EventTarget()
  let last = 0
  const uploads = createUploads({
    newId: () => `p${++last}`,
    async shrink(file) {
      shrunk?.push(await file.text())
      return new Blob([`small ${await file.text()}`])
    },
    send: (id, photo, heard, signal) =>
      new Promise((arrive, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        const fail = (passing: boolean) => reject(Object.assign(new Error('failed'), { passing }))
        ways.set(id, { id, photo, heard, signal, arrive, fail })
        changed.dispatchEvent(new Event('changed'))
      }),
    forget: (id) => void forgotten?.push(id),
    problemOf: (error) => error as ApiProblem,
    kept: (id) => void kept?.push(id),
  })
  uploads.subscribe(() => changed.dispatchEvent(new Event('changed')))
  return {
    uploads,
    kept,
    forgotten,
    shrunk,
    states: () => uploads.photos().map(({ id, state }) => `${id} ${state}`),
    async becomes(test: (photos: readonly SentPhoto[]) => boolean): Promise<void> {
      while (!test(uploads.photos())) await once(changed, 'changed', { signal: AbortSignal.timeout(5_000) })
    },
    /** The way of a photo once it is being sent. */
    async way(id: string): Promise<Way> {
      for (;;) {
        const found = ways.get(id)
        if (found !== undefined && ways.delete(id)) return found
        await once(changed, 'changed', { signal: AbortSignal.timeout(5_000) })
      }
    },
  }
}

const blobs = (...texts: string[]) => texts.map((text) => new Blob([text]))

test('two go at once, one bad photo holds nobody up, and sent again it is the same bytes', async () => {
  const { uploads, way, becomes, states, kept, shrunk } = open()
  uploads.add(blobs('a', 'b', 'c'))
  const [first, second] = [await way('p1'), await way('p2')]
  assert.deepEqual(states(), ['p1 sending', 'p2 sending', 'p3 waiting'])
  first.heard(0.4)
  assert.equal(uploads.photos()[0]?.share, 0.4)
  first.fail(false)
  const third = await way('p3')
  second.arrive()
  third.arrive()
  await becomes((photos) => photos[2]?.state === 'kept')
  assert.deepEqual(states(), ['p1 failed', 'p2 kept', 'p3 kept'])
  uploads.again('p1')
  const again = await way('p1')
  assert.equal(again.photo, first.photo)
  again.arrive()
  await becomes((photos) => photos[0]?.state === 'kept')
  assert.deepEqual(kept, ['p2', 'p3', 'p1'])
  assert.deepEqual(shrunk, ['a', 'b', 'c'])
})

test('given up, a photo is stopped and forgotten; the next one takes its turn', async () => {
  const { uploads, way, states, forgotten } = open()
  uploads.add(blobs('a', 'b', 'c'))
  const first = await way('p1')
  uploads.drop('p1')
  assert.equal(first.signal.aborted, true)
  await way('p3')
  assert.deepEqual(states(), ['p2 sending', 'p3 sending'])
  assert.deepEqual(forgotten, ['p1'])
})

test('once there is a network again, what failed for want of one goes on, and what was refused does not', async () => {
  const { uploads, way, becomes, states } = open()
  uploads.add(blobs('a', 'b'))
  ;(await way('p1')).fail(true)
  ;(await way('p2')).fail(false)
  await becomes((photos) => photos.every(({ state }) => state === 'failed'))
  uploads.resume()
  await way('p1')
  assert.deepEqual(states(), ['p1 sending', 'p2 failed'])
})
