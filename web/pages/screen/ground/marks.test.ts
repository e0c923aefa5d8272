import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CasePoints, Severity } from '../../../../contract/cases/index.ts'
import type { LatestOfThing } from '../../../../contract/latest.ts'
import type { Alarm } from '../../../../contract/sensing.ts'
import { alarmsBeside, caseMarks, gravestAlarms, thingMarks } from './marks.ts'

const noon = Date.parse('2026-11-21T04:00:00Z')

const point = (change: Partial<CasePoints['items'][number]>): CasePoints['items'][number] => ({
  case: 'c',
  number: '1',
  title: '井盖',
  channel: 'hotline',
  lon: 121,
  lat: 31,
  severity: null,
  state: 'reported',
  done: false,
  dueAt: '2026-11-21T05:00:00Z',
  lightAt: '2026-11-21T04:30:00Z',
  ...change,
})

const thing = (id: string, at: string | null): LatestOfThing => ({
  id,
  code: id,
  type: 'flood.gauge',
  name: { zh: id, en: id },
  divisionKey: '001',
  lon: 121,
  lat: 31,
  absence: null,
  reports: at === null ? 'never' : at < '2026-11-21T03' ? 'late' : 'online',
  values: at === null ? {} : { level: { value: 3, unit: 'm', at } },
})

const alarm = (thingId: string, severity: Severity, clearedAt: string | null = null): Alarm => ({
  id: `${thingId} ${severity}`,
  rule: 'flood.level',
  thing: { id: thingId, code: thingId, position: null },
  absence: null,
  divisionKey: '001',
  severity,
  title: { zh: '', en: '' },
  because: { zh: '', en: '' },
  values: {},
  raisedAt: '2026-11-21T03:00:00Z',
  changedAt: '2026-11-21T03:00:00Z',
  clearedAt,
})

test('a case is drawn by its light as time passes, and by its level', () => {
  const drawn = (now: number, change = {}) => caseMarks([point(change)], now, () => [])[0]
  assert.equal(drawn(noon)?.state, 'open')
  assert.equal(drawn(noon + 31 * 60_000)?.state, 'soon')
  assert.equal(drawn(noon + 61 * 60_000, { severity: 'red' })?.severity, 3)
  assert.equal(drawn(noon + 61 * 60_000)?.state, 'late')
  assert.equal(drawn(noon + 61 * 60_000, { done: true })?.state, 'done')
})

test('a thing is drawn by its gravest open alarm, or by whether it was heard', () => {
  const alarms = [alarm('a', 'yellow'), alarm('a', 'red', '2026-11-21T03:30:00Z'), alarm('a', 'orange')]
  assert.equal(gravestAlarms(alarms).get('a')?.severity, 'orange')
  const things = [
    thing('a', null),
    thing('b', '2026-11-21T03:50:00Z'),
    thing('c', '2026-11-21T02:00:00Z'),
    thing('d', null),
  ]
  const marks = thingMarks(things, alarms, { say: () => [], label: () => '' })
  assert.deepEqual(
    marks.map(({ state }) => state),
    ['orange', 'calm', 'silent', 'silent'],
  )
})

test('what warns is drawn even where it is not among the things asked for, unless it does not stand any more', () => {
  const at = { lon: 121, lat: 31 }
  const here = (id: string, position: typeof at | null): Alarm => {
    const one = alarm(id, 'red')
    return { ...one, thing: { ...one.thing, position } }
  }
  const beside = alarmsBeside([thing('a', null)], [here('a', at), here('b', at), here('c', null)])
  assert.deepEqual(
    beside.map((one) => one.thing.id),
    ['b'],
  )
})
