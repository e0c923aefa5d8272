import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filtersOn, narrowed, noFilters, queryOf } from './narrow.ts'
import { readDeskSearch } from './search.ts'

const dispatcher = {
  mine: [{ state: 'pending_dispatch', name: { zh: '待派遣', en: 'To be dispatched' }, count: 2, late: 0 }],
  handled: 0,
  open: 9,
}
const leader = { ...dispatcher, mine: [] }

test('an address is read, and what does not belong in it is ignored', () => {
  assert.deepEqual(readDeskSearch({ queue: 'open', light: 'purple', order: 'newest', q: 418, x: 1 }), {
    queue: 'open',
    order: 'newest',
    q: '418',
  })
  assert.deepEqual(readDeskSearch({ q: '  ', limit: 100_000 }), {})
  assert.deepEqual(readDeskSearch({ limit: 100 }), { limit: 100 })
})

test('the list begins with a person’s own work, and without any with what is open', () => {
  assert.deepEqual(queryOf({}, dispatcher), { queue: 'mine', order: 'due', limit: 50 })
  assert.equal(queryOf({}, leader).queue, 'open')
  assert.equal(queryOf({ queue: 'handled' }, leader).queue, 'handled')
})

test('a search looks everywhere, the newest first', () => {
  assert.deepEqual(queryOf({ q: '井盖', queue: 'mine' }, dispatcher), {
    q: '井盖',
    queue: 'all',
    order: 'newest',
    limit: 50,
  })
  assert.equal(queryOf({ q: '井盖', order: 'due' }, dispatcher).order, 'due')
})

test('another filter begins at the top, and one set to nothing is gone', () => {
  const search = { queue: 'open', light: 'red', limit: 150 } as const
  assert.deepEqual(narrowed(search, { channel: 'patrol' }), { queue: 'open', light: 'red', channel: 'patrol' })
  assert.deepEqual(narrowed(search, { light: undefined }), { queue: 'open' })
  assert.equal(filtersOn(search), 1)
})

test('a figure elsewhere opens the list it counts, and its filters can be seen and taken off', () => {
  const search = readDeskSearch({
    queue: 'all',
    openedFrom: '2026-11-20T16:00:00.000Z',
    reached: 'filed',
    severity: 'red',
    reworked: 'true',
    closedFrom: 'yesterday',
  })
  assert.deepEqual(search, {
    queue: 'all',
    openedFrom: '2026-11-20T16:00:00.000Z',
    reached: 'filed',
    severity: 'red',
  })
  assert.equal(filtersOn(search), 3)
  assert.deepEqual(narrowed(search, noFilters), { queue: 'all' })
})
