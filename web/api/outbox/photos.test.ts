import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sendWithoutBad } from './bad-photos.ts'
import { at, empty, memoryShelf, page, report, server, write } from './rig.ts'

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

test('one bad photo keeps none of the others back; without it the report goes', async () => {
  const { wire, answers, calls } = server()
  answers.set('p1', 400)
  const { outbox, becomes, stop } = page('ann', memoryShelf(), wire)
  await outbox.save(report('r1'))
  for (const id of ['p1', 'p2', 'p3']) await outbox.addPhoto('r1', { id, as: 'scene' }, new Blob([id]))
  await outbox.send('r1')
  const { items } = await becomes(({ items }) => items[0]?.state === 'refused')
  assert.deepEqual(calls, ['p1', 'p2', 'p3'])
  assert.deepEqual(
    items[0]?.photos.map(({ id, sent, problem }) => [id, sent, problem?.message]),
    [
      ['p1', false, 'refused with 400'],
      ['p2', true, undefined],
      ['p3', true, undefined],
    ],
  )
  const [item] = items
  assert.ok(item)
  await sendWithoutBad(outbox, item)
  await becomes(empty)
  // Asked again whether they are there: the server may have forgotten what lay for long.
  assert.deepEqual(calls.slice(3), ['p2', 'p3', 'r1'])
  stop()
})

test('what waited for more than a day asks again whether its photos are there', async () => {
  const { it, wire, calls } = server()
  const { outbox, becomes, pass, stop } = page('ann', memoryShelf(), wire)
  it.loseAnswers = true
  await outbox.save(report('r1'))
  await outbox.addPhoto('r1', { id: 'p1', as: 'scene' }, new Blob(['photo']))
  await outbox.send('r1')
  await becomes(({ pause }) => pause === 'offline')
  it.loseAnswers = false
  pass(25 * 3_600_000)
  await becomes(empty)
  assert.deepEqual(calls, ['p1', 'r1', 'p1', 'r1'])
  stop()
})

test('its writer stops what is on its way: it is not sent, and the others go on', async () => {
  const shelf = memoryShelf()
  const { it, wire, done } = server()
  const { outbox, becomes, stop } = page('ann', shelf, wire)
  it.slow = true
  await outbox.save(report('r1'))
  await outbox.addPhoto('r1', { id: 'p1', as: 'scene' }, new Blob(['photo']))
  await outbox.send('r1')
  await becomes(({ sending }) => sending?.share === 0.5)
  await write(outbox, report('r2', 'ann', at + 1))
  await outbox.edit('r1')
  const { items } = await becomes(({ items, sending }) => items.length === 1 && sending === null)
  assert.deepEqual([items[0]?.state, items[0]?.problem, shelf.photos.size], ['draft', null, 1])
  assert.deepEqual([...done], ['r2'])
  await outbox.send('r1')
  await becomes(({ sending }) => sending?.share === 0.5)
  await outbox.discard('r1')
  await becomes(empty)
  assert.deepEqual([[...done], shelf.photos.size], [['r2'], 0])
  stop()
})
