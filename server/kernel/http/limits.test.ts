import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeClock } from '../../../test/support/clock.ts'
import { Fault } from '../errors.ts'
import { createLimit } from './limits.ts'

const tooMany = (seconds: number) => (error: unknown) =>
  error instanceof Fault && error.code === 'kernel.too_many' && error.params.seconds === seconds

test('an hour’s worth may come at once, then as fast as the hour gives it back', () => {
  const clock = fakeClock('2026-03-02T00:00:00Z')
  const limit = createLimit(clock, { eachAnHour: 4, allAnHour: 100 })
  for (let n = 0; n < 4; n += 1) limit.take('a')
  assert.throws(() => limit.take('a'), tooMany(900))
  limit.take('b')
  clock.advance(900_000)
  limit.take('a')
  assert.throws(() => limit.take('a'), tooMany(900))
})

test('all together have a limit of their own, and being refused costs no one', () => {
  const clock = fakeClock('2026-03-02T00:00:00Z')
  const limit = createLimit(clock, { eachAnHour: 2, allAnHour: 3 })
  limit.take('a')
  limit.take('a')
  for (let n = 0; n < 5; n += 1) assert.throws(() => limit.take('a'))
  limit.take('b')
  assert.throws(() => limit.take('c'), tooMany(1200))
})

test('addresses of one IPv6 network count as one', () => {
  const limit = createLimit(fakeClock('2026-03-02T00:00:00Z'), { eachAnHour: 1, allAnHour: 100 })
  limit.takeFor({ ip: '2001:db8:1:2::1' })
  assert.throws(() => limit.takeFor({ ip: '2001:db8:1:2:3:4:5:6' }))
  limit.takeFor({ ip: '2001:db8:1:3::1' })
})
