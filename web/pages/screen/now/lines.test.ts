import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RecentEntry } from '../../../../contract/cases/index.ts'
import type { Alarm } from '../../../../contract/sensing.ts'
import { linesOf } from './lines.ts'

const at = (time: string): string => `2026-11-21T06:${time}Z`
const said = { zh: '水位 3.86 m', en: 'at 3.86 m' }

const alarm = (change: Partial<Alarm>): Alarm => ({
  id: 'a',
  rule: 'flood.water-level',
  thing: { id: 't', code: 'WG-001', position: null },
  absence: null,
  divisionKey: '001',
  severity: 'orange',
  title: said,
  because: said,
  values: {},
  raisedAt: at('10:00'),
  changedAt: at('10:00'),
  clearedAt: null,
  ...change,
})

const entry = (ordinal: number, time: string): RecentEntry => ({
  ordinal,
  at: at(time),
  kind: 'case.filed',
  sentence: { zh: '立案', en: 'File' },
  case: 'c',
  number: '1',
  title: '井盖',
  channel: 'hotline',
  severity: null,
  division: null,
  openedAt: at('00:00'),
  ended: false,
})

test('cases and alarms stand in one order, the newest first', () => {
  const lines = linesOf([entry(2, '11:00'), entry(1, '09:00')], [alarm({})])
  assert.deepEqual(
    lines.map(({ id }) => id),
    ['2', 'a raised', '1'],
  )
})

test('an alarm tells that it was raised, that it changed, and that it is over, each once', () => {
  const changes = (one: Alarm) => linesOf([], [one]).map((line) => (line.of === 'alarm' ? line.change : ''))
  assert.deepEqual(changes(alarm({ changedAt: at('12:00') })), ['changed', 'raised'])
  assert.deepEqual(changes(alarm({ changedAt: at('13:00'), clearedAt: at('13:00') })), ['cleared', 'raised'])
})
