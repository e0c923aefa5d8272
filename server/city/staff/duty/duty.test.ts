import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestCity, fails } from '../../../../test/support/city.ts'
import { newId } from '../../../kernel/ids.ts'
import { createDuty, type DutyCalls } from './duty.ts'

let at: Awaited<ReturnType<typeof createTestCity>>
let duty: DutyCalls
let postId: string
let unitId: string
let people: string[]

before(async () => {
  at = await createTestCity()
  duty = createDuty(at.kernel)
  const post = (await at.city.listPosts(at.system())).find(({ code }) => code.endsWith('supervisor'))
  assert.ok(post)
  postId = post.id
  unitId = post.unitId
  people = (await at.city.listPeople(at.system(), { postId })).items.map(({ id }) => id)
})
after(() => at.stop())

const minute = (by: number): string => new Date(at.clock.now().getTime() + by * 60_000).toISOString()
const turn = (who: number, from: number, to: number) => ({
  personId: people[who] ?? '',
  startsAt: minute(from),
  endsAt: minute(to),
})
const plan = (...turns: ReturnType<typeof turn>[]) => duty.plan(at.as('supervisor', ''), newId(), { postId, turns })

test('who is there now, and who comes next', async () => {
  await plan(turn(0, -60, 60), turn(1, 60, 180))
  const { items } = await duty.now(at.as('supervisor', ''), unitId)
  const post = items.find((one) => one.postId === postId)
  assert.deepEqual(
    post?.now.map(({ personId }) => personId),
    [people[0]],
  )
  assert.equal(post?.next?.personId, people[1])
  at.clock.advance(61 * 60_000)
  const later = (await duty.now(at.as('supervisor', ''), unitId)).items.find((one) => one.postId === postId)
  assert.deepEqual([later?.now[0]?.personId, later?.next], [people[1], null])
})

test('nobody is twice at one post at one time; turns are whole and short; all or none', async () => {
  const before = await listed()
  await plan(turn(2, 300, 400))
  await assert.rejects(plan(turn(3, 300, 400), turn(2, 350, 450)), fails('city.duty_twice'))
  await assert.rejects(plan(turn(2, 500, 500)), fails('city.duty_period'))
  await assert.rejects(plan(turn(2, 500, 500 + 8 * 1440)), fails('city.duty_period'))
  assert.equal((await listed()).length, before.length + 1)
  // One ends as the other begins.
  await plan(turn(2, 400, 450))
})

test('only who holds the post is on duty there', async () => {
  const { items } = await at.city.listPeople(at.system(), {})
  const other = items.find(({ posts }) => posts.every(({ id }) => id !== postId))
  const stranger = { personId: other?.id ?? '', startsAt: minute(600), endsAt: minute(700) }
  await assert.rejects(plan(stranger), fails('city.not_holder'))
})

test('a turn ahead is taken away, the one that runs ends now, and what is over stays', async () => {
  const { ids } = await plan(turn(3, 1000, 1100), turn(3, -10, 10))
  const [ahead = '', running = ''] = ids
  const end = (id: string) => duty.end(at.as('supervisor', ''), newId(), id)
  await end(ahead)
  assert.ok((await listed()).every(({ id }) => id !== ahead))
  await end(running)
  assert.equal((await listed()).find(({ id }) => id === running)?.endsAt, at.clock.now().toISOString())
  await assert.rejects(end(running), fails('city.duty_over'))
})

test('only for those who may, where they may', async () => {
  const input = { postId, turns: [turn(0, 2000, 2100)] }
  await assert.rejects(duty.plan(at.as('dispatcher', ''), newId(), input), fails('kernel.not_permitted'))
  await assert.rejects(duty.plan(at.as('supervisor', at.streets[0] ?? ''), newId(), input), fails('city.no_post'))
  await assert.rejects(
    duty.list(at.as('supervisor', ''), { from: minute(0), to: minute(60 * 24 * 41) }),
    fails('city.duty_range'),
  )
})

const listed = () => duty.list(at.as('supervisor', ''), { postId, from: minute(-1440), to: minute(1440 * 3) })
