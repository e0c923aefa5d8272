import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { type Library, openLibrary } from '../../../test/support/library.ts'
import { createFollower } from '../journal/follow.ts'
import { createLog } from '../log.ts'
import type { LiveEntry } from './entry.ts'
import { createHub } from './hub.ts'
import type { Stream } from './stream.ts'

let library: Library

beforeEach(async () => {
  library = await openLibrary()
  await library.kernel.start()
})
afterEach(() => library.close())

const all = () => true

/** Takes what is there now: ordinals, and `reset`. */
async function taken(stream: Stream): Promise<(number | 'reset')[]> {
  const events = (await stream.take()) ?? []
  return events.map((event) => (event.type === 'entry' ? event.entry.ordinal : 'reset'))
}

async function writeAndSeal(count: number, divisionKey = 'a00'): Promise<void> {
  for (let n = 0; n < count; n += 1) await library.note('1', String(n), { divisionKey })
  await library.kernel.settled()
}

test('who comes back with an ordinal gets what was missed and then what is new: nothing twice, nothing missing', async () => {
  const { live } = library.kernel
  await writeAndSeal(5)
  const stream = live.subscribe({ from: 2, accepts: all })
  await writeAndSeal(2)
  assert.deepEqual(await taken(stream), [3, 4, 5, 6, 7])
  assert.equal(stream.settledAt(), 7)
  const now = live.subscribe({ from: 'now', accepts: all })
  await writeAndSeal(1)
  assert.deepEqual(await taken(now), [8])
})

test('after a restart the window is there again', async () => {
  await writeAndSeal(5)
  const next = library.another()
  await next.start()
  assert.deepEqual(await taken(next.live.subscribe({ from: 1, accepts: all })), [2, 3, 4, 5])
})

test('who is filtered out of everything still moves on', async () => {
  const stream = library.kernel.live.subscribe({
    from: 'now',
    accepts: (entry: LiveEntry) => entry.divisionKey === 'b00',
  })
  await writeAndSeal(3)
  assert.equal(stream.settledAt(), 3)
  await writeAndSeal(1, 'b00')
  assert.deepEqual(await taken(stream), [4])
})

test('an ordinal out of the window, or of another store, means loading anew', async () => {
  await writeAndSeal(12)
  const { pool } = library.kernel
  const follower = createFollower({ pool, log: createLog('silent') })
  await follower.start()
  const hub = createHub({ pool, follower, keep: 4 })
  await hub.start()
  assert.deepEqual(await taken(hub.subscribe({ from: 3, accepts: all })), ['reset'])
  assert.deepEqual(await taken(hub.subscribe({ from: 99, accepts: all })), ['reset'])
  assert.deepEqual(await taken(hub.subscribe({ from: 9, accepts: all })), [10, 11, 12])
  hub.stop()
  await follower.stop()
})

test('a reader too slow for its buffer is told to load anew, and let go', async () => {
  const { pool } = library.kernel
  const follower = createFollower({ pool, log: createLog('silent') })
  await follower.start()
  const hub = createHub({ pool, follower, buffer: 3 })
  await hub.start()
  const slow = hub.subscribe({ from: 'now', accepts: all })
  assert.equal(hub.open(), 1)
  await writeAndSeal(5)
  await follower.catchUp()
  assert.deepEqual(await taken(slow), ['reset'])
  assert.equal(await slow.take(), undefined)
  assert.equal(hub.open(), 0)
  hub.stop()
  await follower.stop()
})
