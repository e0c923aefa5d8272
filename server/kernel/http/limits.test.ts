import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestKernel } from '../../../test/support/kernel.ts'
import { openPool } from '../database/pool.ts'
import { Fault } from '../errors.ts'
import { createLimit, forgetSpent } from './limits.ts'

let rig: Awaited<ReturnType<typeof createTestKernel>>
before(async () => {
  rig = await createTestKernel('2026-03-02T00:00:00Z')
})
after(() => rig.stop())

let last = 0
/** A purpose of its own for each test. */
const open = (eachAnHour: number, allAnHour: number) =>
  createLimit(
    { pool: rig.kernel.pool, clock: rig.clock, secret: 'secret' },
    { purpose: `p${++last}`, eachAnHour, allAnHour },
  )

const refused = (code: string, seconds: number) => (error: unknown) => {
  assert.ok(error instanceof Fault)
  assert.deepEqual([error.code, error.params], [`limit.${code}`, { seconds, minutes: Math.ceil(seconds / 60) }])
  return true
}

test('an hour’s worth may come at once, then as fast as the hour gives it back', async () => {
  const limit = open(7, 100)
  for (let n = 0; n < 7; n += 1) await limit.take('a')
  await assert.rejects(limit.take('a'), refused('too_often', 515))
  await limit.take('b')
  rig.clock.advance(515_000)
  await limit.take('a')
  await assert.rejects(limit.take('a'), refused('too_often', 514))
})

test('all together have a limit of their own, and being refused costs no one', async () => {
  const limit = open(2, 3)
  await limit.take('a')
  await limit.take('a')
  for (let n = 0; n < 5; n += 1) await assert.rejects(limit.take('a'))
  await limit.take('b')
  for (let n = 0; n < 5; n += 1) await assert.rejects(limit.take('c'), refused('too_busy', 1200))
  rig.clock.advance(1_200_000)
  await limit.take('c')
})

test('addresses of one IPv6 network count as one, and none is kept as it is', async () => {
  const limit = open(1, 100)
  await limit.takeFor({ ip: '2001:db8:1:2::1' })
  await assert.rejects(limit.takeFor({ ip: '2001:db8:1:2:3:4:5:6' }))
  await limit.takeFor({ ip: '2001:db8:1:3::1' })
  const keys = await rig.kernel.pool.whole((tx) => tx.query<{ key: string }>('select key from kernel.allowance'))
  assert.ok(keys.every(({ key }) => key === '' || /^[\w-]{22}$/.test(key)))
})

test('two processes and one that was restarted count together, however many ask at once', async () => {
  const [one, other] = [1, 2].map(() => openPool(rig.database.appUrl, { max: 4, applicationName: 'test' }))
  assert.ok(one && other)
  const allowance = { purpose: 'shared', eachAnHour: 10, allAnHour: 1000 }
  const limits = [one, other].map((pool) => createLimit({ pool, clock: rig.clock, secret: 'secret' }, allowance))
  const asked = await Promise.allSettled(Array.from({ length: 24 }, (_, n) => limits[n % 2]?.take('a')))
  assert.equal(asked.filter(({ status }) => status === 'fulfilled').length, 10)
  await one.close()
  await other.close()
  const again = createLimit({ pool: rig.kernel.pool, clock: rig.clock, secret: 'secret' }, allowance)
  await assert.rejects(again.take('a'), refused('too_often', 360))
})

test('what was given back whole is forgotten', async () => {
  await open(5, 50).take('a')
  rig.clock.advance(3_601_000)
  assert.ok((await forgetSpent({ pool: rig.kernel.pool, clock: rig.clock })) > 0)
  const left = await rig.kernel.pool.whole((tx) => tx.query('select from kernel.allowance'))
  assert.equal(left.length, 0)
})
