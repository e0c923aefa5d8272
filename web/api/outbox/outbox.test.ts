import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, empty, memoryShelf, page, report, server, write } from './rig.ts'

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
