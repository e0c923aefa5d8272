import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Failure, type Item, newItem, reportOf, stepOf } from './item.ts'
import { judge, nextRetryAt, nextToSend, pauseMs } from './schedule.ts'

const at = Date.parse('2026-11-21T06:26:08Z')

const report = (id: string, writtenAt: number, joins?: string): Item => ({
  ...newItem(id, 'ann', writtenAt, {
    kind: 'report',
    category: null,
    report: { channel: 'resident', words: 'a hole', position: { lon: 1, lat: 2 }, ...(joins && { joins }) },
  }),
  state: 'waiting',
})

const step = (id: string, writtenAt: number, caseId: string): Item => ({
  ...newItem(id, 'ann', writtenAt, {
    kind: 'step',
    caseId,
    title: 'a hole',
    action: { zh: '签收', en: 'Accept' },
    step: { action: 'accept', version: 4, input: { note: 'on my way' } },
  }),
  state: 'waiting',
})

const failed = (status: number, params: Failure['params'] = {}): Failure => ({
  status,
  code: 'x',
  message: 'x',
  params,
})

test('what a failure means: for all, for one, or for its writer', () => {
  for (const status of [0, 408, 502, 503, 504]) assert.deepEqual(judge(failed(status), 0), { means: 'offline' })
  assert.deepEqual(judge(failed(401), 0), { means: 'sign-in' })
  assert.deepEqual(judge(failed(429, { seconds: 12 }), 0), { means: 'pause', ms: 12_000 })
  assert.deepEqual(judge(failed(429), 0), { means: 'pause', ms: 5_000 })
  for (const status of [400, 403, 404, 409, 410, 413, 422])
    assert.deepEqual(judge(failed(status), 0), { means: 'refused' })
})

test('a server that breaks on an item is tried again later and later, and in the end its writer decides', () => {
  assert.deepEqual(judge(failed(500), 0), { means: 'retry', ms: 1_000 })
  assert.deepEqual(judge(failed(500), 3), { means: 'retry', ms: 8_000 })
  assert.deepEqual(judge(failed(500), 8), { means: 'refused' })
})

test('the pauses while nobody answers grow to a minute', () => {
  assert.deepEqual([1, 2, 3, 20].map(pauseMs), [1_000, 2_000, 4_000, 60_000])
})

test('items of a case go in order; those of others do not wait for them', () => {
  const later = { ...step('a', at, 'case1'), retryAt: at + 9_000 }
  const items = [report('c', at + 2), step('b', at + 1, 'case1'), later]
  assert.equal(nextToSend(items, at)?.id, 'c')
  assert.equal(nextToSend(items, at + 9_000)?.id, 'a')
  assert.equal(nextRetryAt([later, step('b', at + 1, 'case1')]), at + 9_000)
  assert.equal(nextToSend([later, report('d', at + 3, 'case1')], at), undefined)
})

test('what was refused, or is still being written, stands in nobody’s way', () => {
  const items: Item[] = [
    { ...step('a', at, 'case1'), state: 'refused' },
    { ...report('b', at), state: 'draft' },
    step('c', at + 1, 'case1'),
  ]
  assert.equal(nextToSend(items, at)?.id, 'c')
  assert.equal(nextToSend(items.slice(0, 2), at), undefined)
  assert.equal(nextRetryAt(items.slice(0, 2)), null)
})

test('photos stand in the fields they were taken for', () => {
  const photos = [
    { id: 'p1', as: 'photos.before', sent: true },
    { id: 'p2', as: 'photos.after', sent: true },
    { id: 'p3', as: 'photos.after', sent: true },
  ]
  const { work, ...rest } = step('a', at, 'case1')
  assert.ok(work.kind === 'step')
  assert.deepEqual(stepOf({ ...rest, work, photos }, work).input, {
    note: 'on my way',
    'photos.before': ['p1'],
    'photos.after': ['p2', 'p3'],
  })
})

test('a report says when it was written, however late it is sent', () => {
  const item = report('a', at)
  assert.ok(item.work.kind === 'report')
  assert.equal(reportOf(item, item.work).occurredAt, '2026-11-21T06:26:08.000Z')
})
