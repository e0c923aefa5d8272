import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import { createSpace, type Room } from './space.ts'

const RESERVE = 1000

function watched() {
  let free = 10_000
  const seen: Room[] = []
  const space = createSpace({
    folder: '/',
    reserveBytes: RESERVE,
    log: createLog('silent'),
    metrics: createMetrics(),
    freeBytes: async () => free,
  })
  space.onChange((room) => seen.push(room))
  return {
    seen,
    async at(bytes: number): Promise<Room> {
      free = bytes
      await space.look()
      return space.room()
    },
  }
}

test('it is tight below twice the reserve and scarce below it, told once each', async () => {
  const { at, seen } = watched()
  assert.deepEqual(
    [await at(5000), await at(1999), await at(1500), await at(999), await at(10)],
    ['ample', 'tight', 'tight', 'scarce', 'scarce'],
  )
  assert.deepEqual(seen, ['tight', 'scarce'])
})

test('it is over only when there is clearly more', async () => {
  const { at } = watched()
  await at(900)
  assert.deepEqual(
    [await at(1100), await at(1260), await at(2100), await at(2600)],
    ['scarce', 'tight', 'tight', 'ample'],
  )
})

test('a disk that empties at once is ample again at once', async () => {
  const { at } = watched()
  await at(0)
  assert.equal(await at(1_000_000), 'ample')
})

test('the real disk is looked at', async () => {
  const options = { folder: '.', log: createLog('silent'), metrics: createMetrics() }
  const space = createSpace({ ...options, reserveBytes: 2 ** 60 })
  await space.start()
  space.stop()
  assert.equal(space.isScarce(), true)
})
