import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lightState } from './light-state.ts'

test('a limit is green, then amber, then red from the very instant it is due', () => {
  const at = (time: string) =>
    lightState('2026-11-21T06:10:00Z', '2026-11-21T06:08:00Z', Date.parse(`2026-11-21T06:${time}Z`))
  assert.equal(at('07:59'), 'green')
  assert.equal(at('08:00'), 'amber')
  assert.equal(at('09:59'), 'amber')
  assert.equal(at('10:00'), 'red')
  assert.equal(lightState(null, null, 0), null)
})
