import assert from 'node:assert/strict'
import { test } from 'node:test'
import { killUnderWrites } from './kills.ts'

test('20 kills of server and PostgreSQL, at least 15 with writes in flight: nothing lost or doubled', async (t) => {
  const { kills, inFlight, written } = await killUnderWrites(20)
  t.diagnostic(`${kills} kills, ${inFlight} with writes in flight, ${written} entries`)
  assert.ok(inFlight >= 15)
})
