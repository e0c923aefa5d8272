import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killUnderWrites } from './kills.ts'

test('5 kills of server and PostgreSQL under writes: nothing acknowledged lost or doubled', async (t) => {
  const { kills, inFlight, written } = await killUnderWrites(5)
  t.diagnostic(`${kills} kills, ${inFlight} with writes in flight, ${written} entries`)
  assert.ok(inFlight >= 3)
})
