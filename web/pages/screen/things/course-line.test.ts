import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ThingReadings } from '../../../../contract/sensing.ts'
import { courseOf } from './course-line.ts'

const day = (...readings: [string, number | boolean][]): ThingReadings => ({
  thing: { id: 't', code: 'WG-001' },
  from: '2026-11-21T00:00:00Z',
  to: '2026-11-21T10:00:00Z',
  series: [
    {
      property: 'level',
      unit: 'm',
      truncated: false,
      readings: readings.map(([time, value]) => ({ at: `2026-11-21T${time}Z`, value })),
    },
  ],
})

test('a line goes from the first to the last reading, the greatest at the top', () => {
  const course = courseOf(day(['00:00:00', 1], ['05:00:00', 3], ['10:00:00', 2]), 100, 46)
  assert.deepEqual(course, { path: 'M0.0,43.0L50.0,3.0L100.0,23.0', least: 1, most: 3 })
})

test('one reading, or always the same, lies in the middle; no number is no line', () => {
  assert.equal(courseOf(day(['05:00:00', 1]), 100, 46)?.path, 'M50.0,23.0h2')
  assert.equal(courseOf(day(['05:00:00', true]), 100, 46), null)
})
