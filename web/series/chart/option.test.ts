import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Alarm } from '../../../contract/sensing.ts'
import type { ThingSeries } from '../../../contract/series.ts'
import { palettes } from '../../ui/tokens.ts'
import { placedOf } from './lines.ts'
import { type Look, optionOf } from './option.ts'

const hourMs = 3_600_000
const aheadMs = 8 * hourMs
const look: Look = {
  palette: palettes.light,
  fontPx: 12,
  wallMs: (atMs) => atMs + aheadMs,
  tick: String,
  value: String,
  say: String,
  level: (severity) => severity,
  summary: 'in words',
}
const at = (hour: number) => `2026-11-21T${String(hour).padStart(2, '0')}:00:00.000Z`
const point = (hour: number, mean: number) => ({ at: at(hour), mean, min: mean - 1, max: mean + 2, count: 60 })
const series: ThingSeries = {
  thing: { id: '00000000-0000-4000-8000-000000000000', code: 'WG-001' },
  property: 'level',
  kind: 'number',
  unit: 'm',
  from: at(0),
  to: at(12),
  isCurrent: false,
  newestAt: at(12),
  bucketMs: hourMs,
  points: [point(0, 3), point(1, 4), point(9, 5)],
}
const alarm = (raised: number, cleared: number | null): Alarm => ({
  id: `00000000-0000-4000-8000-0000000000${raised + 10}`,
  rule: 'any.rule',
  thing: { ...series.thing, position: null },
  absence: null,
  divisionKey: '',
  severity: 'orange',
  title: { zh: '高', en: 'high' },
  because: { zh: '高', en: 'high' },
  values: {},
  raisedAt: at(raised),
  changedAt: at(raised),
  clearedAt: cleared === null ? null : at(cleared),
})

interface Line {
  readonly id: string
  readonly step?: string
  readonly data: readonly unknown[]
  readonly markArea: { readonly data: readonly (readonly { readonly xAxis: number }[])[] }
  readonly markLine: { readonly data: readonly { readonly label: { readonly show: boolean; formatter: string } }[] }
}
const linesOf = (shown: ThingSeries, alarms: readonly Alarm[] = []): readonly Line[] =>
  optionOf(shown, placedOf(shown), alarms, look).series as readonly Line[]

test('stretches have a band: the least, and the distance to the most on top of it, broken where the line is', () => {
  const [main, floor, band] = linesOf(series)
  const middle = Date.parse(at(0)) + hourMs / 2 + aheadMs
  assert.deepEqual(floor?.data[0], [middle, 2])
  assert.deepEqual(band?.data[0], [middle, 3])
  assert.equal(main?.data.length, 4)
  assert.deepEqual(band?.data[2], [Date.parse(at(5)) + hourMs / 2 + aheadMs, null])
})

test('single readings have no band, and yes and no are steps', () => {
  assert.equal(linesOf({ ...series, bucketMs: null }).length, 1)
  const [yesNo, ...rest] = linesOf({ ...series, kind: 'boolean', bucketMs: null })
  assert.deepEqual([yesNo?.step, rest.length], ['end', 0])
})

test('an alarm is marked as long as it lasted, cut to the time shown, and named as long as there is room', () => {
  const [main] = linesOf(series, [alarm(2, 4), alarm(6, null)])
  assert.deepEqual(
    main?.markArea.data.map((ends) => ends.map(({ xAxis }) => new Date(xAxis - aheadMs).toISOString())),
    [
      [at(2), at(4)],
      [at(6), at(12)],
    ],
  )
  assert.deepEqual(main?.markLine.data[0]?.label, { ...main?.markLine.data[0]?.label, show: true, formatter: 'orange' })
  const [crowded] = linesOf(
    series,
    [1, 2, 3, 4, 5, 6].map((hour) => alarm(hour, null)),
  )
  assert.ok(crowded?.markLine.data.every(({ label }) => !label.show))
})

test('what is drawn is said in words to those who do not see it', () => {
  const { aria } = optionOf(series, placedOf(series), [], look)
  assert.deepEqual(aria, { enabled: true, label: { description: 'in words' } })
})
