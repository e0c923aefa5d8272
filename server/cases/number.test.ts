import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseNumber, dayOf, numberPrefix, startOfDay } from './number.ts'

test('a number is of the day of the place, not of the machine', () => {
  const instant = new Date('2026-11-20T16:30:00Z')
  assert.equal(caseNumber(numberPrefix(dayOf(instant, 'Asia/Shanghai'), '310105'), 418), '20261121-310105-000418')
  assert.equal(dayOf(instant, 'America/New_York'), '20261120')
})

test('a day begins at midnight of the place, on days when clocks change too', () => {
  const at = (instant: string, zone: string) => startOfDay(new Date(instant), zone).toISOString()
  assert.equal(at('2026-11-20T16:30:00Z', 'Asia/Shanghai'), '2026-11-20T16:00:00.000Z')
  assert.equal(at('2026-03-08T20:00:00Z', 'America/New_York'), '2026-03-08T05:00:00.000Z')
  assert.equal(at('2026-11-01T20:00:00Z', 'America/New_York'), '2026-11-01T04:00:00.000Z')
})
