import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tickIn } from './tick.ts'

test('a tick says what is new at it: a year, a month, a day, or the time of day', () => {
  const ticks = ['2026-01-01T00:00', '2026-03-01T00:00', '2026-03-05T00:00', '2026-03-05T14:30']
  const said = (language: 'zh' | 'en') => ticks.map((tick) => tickIn(language)(Date.parse(`${tick}Z`)))
  assert.deepEqual(said('zh'), ['2026年', '3月', '3月5日', '14:30'])
  assert.deepEqual(said('en'), ['2026', 'Mar', '5 Mar', '14:30'])
})
