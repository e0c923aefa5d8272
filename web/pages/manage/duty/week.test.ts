import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateIn, dayAfter, mondayOf, weekFrom } from './week.ts'

test('a date is that of the place', () => {
  const late = Date.parse('2026-11-21T17:00:00Z')
  assert.equal(dateIn('Asia/Shanghai', late), '2026-11-22')
  assert.equal(dateIn('America/New_York', late), '2026-11-21')
})

test('weeks begin on Monday, across months and years', () => {
  assert.equal(mondayOf('2026-11-21'), '2026-11-16')
  assert.equal(mondayOf('2026-11-16'), '2026-11-16')
  assert.equal(mondayOf('2026-11-22'), '2026-11-16')
  assert.equal(mondayOf('2027-01-01'), '2026-12-28')
  assert.deepEqual(weekFrom('2026-12-28').slice(-3), ['2027-01-01', '2027-01-02', '2027-01-03'])
  assert.equal(dayAfter('2026-03-01', -1), '2026-02-28')
})
