import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ACCOUNT_POLICY, type Attempts, charge, FORGET_MS, lockedUntil } from './lockout.ts'

const MINUTE_MS = 60_000
const start = new Date('2026-03-02T02:00:00Z')
const after = (ms: number) => new Date(start.getTime() + ms)

function fail(times: number, now = start): Attempts {
  let attempts: Attempts | undefined
  for (let i = 0; i < times; i += 1) attempts = charge(attempts, now, ACCOUNT_POLICY)
  assert.ok(attempts)
  return attempts
}

test('four failures lock nothing, then each locks twice as long as the one before, up to half an hour', () => {
  assert.equal(lockedUntil(fail(4), start), null)
  const minutes = [5, 6, 7, 8, 9, 10, 11, 40].map(
    (times) => ((lockedUntil(fail(times), start)?.getTime() ?? 0) - start.getTime()) / MINUTE_MS,
  )
  assert.deepEqual(minutes, [1, 2, 4, 8, 16, 30, 30, 30])
})

test('a lock ends by itself, the failures are remembered for a day', () => {
  const attempts = fail(5)
  assert.equal(lockedUntil(attempts, after(MINUTE_MS)), null)
  assert.equal(charge(attempts, after(FORGET_MS - 1), ACCOUNT_POLICY).failures, 6)
  assert.equal(charge(attempts, after(FORGET_MS), ACCOUNT_POLICY).failures, 1)
})
