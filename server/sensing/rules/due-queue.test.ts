import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createDueQueue } from './due-queue.ts'

test('things come out by moment, then by number', () => {
  const entries = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 9 })))
  fc.assert(
    fc.property(entries, (list) => {
      const queue = createDueQueue()
      for (const [due, thing] of list) queue.push(due, thing)
      const taken = list.map(() => [queue.peek(), queue.pop()])
      assert.deepEqual(
        taken,
        [...list].sort(([a, x], [b, y]) => a - b || x - y),
      )
      assert.equal(queue.peek(), Number.POSITIVE_INFINITY)
    }),
  )
})
