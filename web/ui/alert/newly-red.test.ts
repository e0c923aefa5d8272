import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Graded, newlyRed } from './newly-red.ts'

const row = (id: string, severity: Graded['severity']): Graded => ({ id, severity })

test('what was red when the page opened is no news; what turns red or arrives red is, once', () => {
  const first = newlyRed(null, [row('a', 'red'), row('b', 'yellow')])
  assert.deepEqual(first.fresh, [])
  const second = newlyRed(first.known, [row('a', 'red'), row('b', 'red'), row('c', 'red'), row('d', null)])
  assert.deepEqual(
    second.fresh.map(({ id }) => id),
    ['b', 'c'],
  )
  const gone = newlyRed(second.known, [])
  assert.deepEqual(newlyRed(gone.known, [row('b', 'red')]).fresh, [])
})
