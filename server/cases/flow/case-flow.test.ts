import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FlowDefinition } from '../../../contract/flow.ts'
import { type Actor, systemActor } from '../../kernel/actor.ts'
import { Fault } from '../../kernel/errors.ts'
import { shippedCalendars } from '../../kernel/flow/clocks/calendars.ts'
import {
  allowedActions,
  apply,
  begin,
  checkFlow,
  createWorkTime,
  dueOf,
  readClock,
  runOf,
  type StepInput,
  type Taken,
} from '../../kernel/flow/index.ts'
import { caseFlow } from './case-flow.ts'

const flow = FlowDefinition.parse(caseFlow)
const china = shippedCalendars.get('china')
assert.ok(china)
const time = createWorkTime(china, 'Asia/Shanghai')
const DIVISION = 'aaa001'

const person = (role: string, name = role, unitId: string | null = null): Actor => ({
  kind: 'person',
  id: `account-${name}`,
  personId: `person-${name}`,
  unitId,
  name,
  grants: [{ role, divisionKey: 'aaa' }],
  demo: false,
})
const intake = person('intake')
const dispatcher = person('dispatcher')
const supervisor = person('supervisor')
const inspector = person('inspector', 'inspector', 'patrol')
const resident = person('resident')
const crew = person('crew', 'crew', 'drains')
const drains = person('unit', 'drains-lead', 'drains')
const roads = person('unit', 'roads-lead', 'roads')

const at = (clock: string, day = 2) => new Date(`2026-03-0${day}T${clock}+08:00`)
const condition = { id: 'dangerous', limit: { amount: 2, unit: 'urgent_hours' as const } }
const photos = [
  { id: 'a', kind: 'before' as const },
  { id: 'b', kind: 'after' as const },
]
const words = '井盖属电信公司'

const matterOf = (taken: Taken) => ({ state: taken.state, divisionKey: DIVISION, memory: taken.memory })
const take = (before: Taken, action: string, actor: Actor, now: Date, input: StepInput = {}) =>
  apply(flow, matterOf(before), action, input, actor, now)
const offered = (taken: Taken, actor: Actor, now: Date) =>
  allowedActions(flow, matterOf(taken), actor, now)
    .filter((offer) => offer.allowed)
    .map((offer) => offer.action.id)
const due = (taken: Taken) => dueOf(flow, taken.memory.clocks, time)
const disposal = (taken: Taken, now: Date) => {
  const run = taken.memory.clocks.disposal
  const clock = flow.clocks.find((one) => one.id === 'disposal')
  assert.ok(run && clock)
  return readClock(run, clock, time, now)
}
const refused = (code: string) => (error: unknown) => error instanceof Fault && error.code === `flow.${code}`

const raised = (now: Date) => begin(flow, 'raise', { condition }, systemActor('rules'), DIVISION, now)
const dispatched = (now: Date, unitId = 'drains') => take(raised(now), 'dispatch', dispatcher, now, { unitId })
const finished = () => {
  const accepted = take(dispatched(at('09:00')), 'accept', crew, at('09:10'))
  return take(accepted, 'finish', crew, at('10:00'), { photos })
}

test('the flow of a case is sound', () => {
  assert.deepEqual(checkFlow(flow), [])
})

test('from a report to a closed case', () => {
  const report = begin(flow, 'report', {}, resident, DIVISION, at('08:00'))
  assert.deepEqual([report.state, due(report).dueAt], ['reported', at('08:15')])
  const filed = take(report, 'file', intake, at('08:05'), { condition })
  assert.deepEqual([filed.state, due(filed).clock, due(filed).dueAt], ['pending_dispatch', 'dispatch', at('08:20')])
  const sent = take(filed, 'dispatch', dispatcher, at('08:10'), { unitId: 'drains' })
  const accepted = take(sent, 'accept', crew, at('08:20'))
  assert.deepEqual([accepted.state, due(accepted).clock, due(accepted).dueAt], ['in_disposal', 'disposal', at('10:10')])
  const done = take(accepted, 'finish', crew, at('09:00'), { photos })
  assert.deepEqual([done.state, due(done).clock, due(done).dueAt], ['pending_inspection', 'inspection', at('09:30')])
  const passed = take(done, 'pass', inspector, at('09:20'))
  const closed = take(passed, 'close', supervisor, at('09:25'), { reason: 'condition_met' })
  assert.deepEqual([closed.state, closed.done, due(closed).dueAt], ['closed', true, null])
  assert.equal(disposal(closed, at('12:00')).elapsedMs, 50 * 60_000)
})

test('dispatched at 22:36 with two urgent hours, a case is due at 00:36', () => {
  assert.deepEqual(due(dispatched(at('22:36'))), {
    clock: 'disposal',
    dueAt: at('00:36', 3),
    lightAt: at('00:12', 3),
    unknown: [],
  })
})

test('returned by its unit, the clock waits; the same unit goes on with the remainder, another begins anew', () => {
  const returned = take(dispatched(at('09:00')), 'return', drains, at('09:30'), { reason: 'not_ours', words })
  assert.equal(disposal(returned, at('12:00')).mode, 'paused')
  assert.deepEqual([due(returned).clock, due(returned).dueAt], ['dispatch', at('09:45')])
  const same = take(returned, 'dispatch', dispatcher, at('10:00'), { unitId: 'drains' })
  assert.deepEqual(due(same).dueAt, at('11:30'))
  const other = take(returned, 'dispatch', dispatcher, at('10:00'), { unitId: 'roads' })
  assert.deepEqual(due(other).dueAt, at('12:00'))
  const twice = take(other, 'return', roads, at('10:20'), { reason: 'wrong_area', words })
  assert.equal(twice.memory.counts.returns, 2)
})

test('after a return the dispatcher can send it on or back, and cannot bring it nearer to closing', () => {
  const returned = take(dispatched(at('09:00')), 'return', drains, at('09:30'), { reason: 'not_ours', words })
  assert.deepEqual(offered(returned, dispatcher, at('09:31')), ['dispatch', 'return_to_intake', 'claim'])
  const back = take(returned, 'return_to_intake', dispatcher, at('09:31'), { reason: 'unclear' })
  assert.deepEqual(offered(back, dispatcher, at('09:32')), [])
  assert.deepEqual(offered(back, intake, at('09:32')), ['file', 'refuse', 'claim'])
})

test('filed anew under another condition, the limit is the new one', () => {
  const returned = take(dispatched(at('09:00')), 'return', drains, at('09:30'), { reason: 'not_ours', words })
  const back = take(returned, 'return_to_intake', dispatcher, at('09:31'), { reason: 'wrong_category' })
  const milder = { id: 'noisy', limit: { amount: 2, unit: 'working_days' as const } }
  const filed = take(back, 'file', intake, at('09:40'), { condition: milder })
  const again = take(filed, 'dispatch', dispatcher, at('10:00'), { unitId: 'drains' })
  assert.deepEqual(disposal(again, at('10:00')).dueAt, at('10:00', 4))
})

test('the time of the unit ends when it finishes, and rework has only what was left of it', () => {
  const done = finished()
  assert.equal(disposal(done, at('11:00')).elapsedMs, 60 * 60_000)
  const failed = take(done, 'fail', inspector, at('10:20'), { reason: 'not_fully' })
  assert.deepEqual([failed.state, failed.memory.counts.rework, due(failed).dueAt], ['in_disposal', 1, at('11:20')])
})

test('who handled a case neither inspects nor closes it, whatever roles they have', () => {
  const both: Actor = {
    ...crew,
    grants: ['crew', 'inspector', 'supervisor'].map((role) => ({ role, divisionKey: 'aaa' })),
  }
  const colleague = person('inspector', 'colleague', 'drains')
  const done = finished()
  for (const actor of [both, colleague])
    assert.throws(() => take(done, 'pass', actor, at('10:10')), refused('not_handler'))
  const passed = take(done, 'pass', inspector, at('10:10'))
  assert.throws(() => take(passed, 'close', both, at('10:15'), { reason: 'condition_met' }), refused('not_handler'))
})

test('who found a case does not handle it, nor does their unit', () => {
  const report = begin(flow, 'report', {}, drains, DIVISION, at('08:00'))
  const filed = take(report, 'file', intake, at('08:05'), { condition })
  assert.throws(
    () => take(filed, 'dispatch', dispatcher, at('08:10'), { unitId: 'drains' }),
    refused('unit_not_finder'),
  )
  const moved: Actor = { ...drains, unitId: 'roads' }
  const sent = take(filed, 'dispatch', dispatcher, at('08:10'), { unitId: 'roads' })
  assert.throws(() => take(sent, 'accept', moved, at('08:20')), refused('not_finder'))
})

test('a case written down for a caller was found by the caller', () => {
  const finder = { id: 'caller:1', personId: null, unitId: null }
  const report = begin(flow, 'report', { finder }, intake, DIVISION, at('08:00'))
  assert.deepEqual(report.memory.found, [finder])
})

test('photos from before and after are needed to finish', () => {
  const accepted = take(dispatched(at('09:00')), 'accept', crew, at('09:10'))
  assert.throws(() => take(accepted, 'finish', crew, at('10:00')), refused('photos_required'))
  assert.throws(
    () => take(accepted, 'finish', crew, at('10:00'), { photos: photos.slice(0, 1) }),
    refused('photos_required'),
  )
})

test('another unit sees the case and cannot act on it', () => {
  const sent = dispatched(at('09:00'))
  const offer = allowedActions(flow, matterOf(sent), roads, at('09:10')).find((one) => one.action.id === 'accept')
  assert.deepEqual(offer?.whyNot?.params.who, {
    zh: '处置单位（承办单位）、处置人员（承办单位）',
    en: 'responsible unit (of the unit that holds it), crew member (of the unit that holds it)',
  })
})

test('a resident objects once to a refusal, and reopens within ten days', () => {
  const report = begin(flow, 'report', {}, resident, DIVISION, at('08:00'))
  const refusal = take(report, 'refuse', intake, at('08:05'), { reason: 'below_condition' })
  const objected = take(refusal, 'object', resident, at('09:00'), { reason: 'should_be_accepted', words })
  const again = take(objected, 'refuse', intake, at('09:05'), { reason: 'below_condition' })
  assert.deepEqual(offered(again, resident, at('10:00')), [])

  const filed = take(report, 'file', intake, at('08:05'), { condition })
  const accepted = take(
    take(filed, 'dispatch', dispatcher, at('08:10'), { unitId: 'drains' }),
    'accept',
    crew,
    at('08:20'),
  )
  const passed = take(take(accepted, 'finish', crew, at('09:00'), { photos }), 'pass', inspector, at('09:20'))
  const closed = take(passed, 'close', supervisor, at('09:25'), { reason: 'condition_met' })
  assert.deepEqual(offered(closed, crew, at('09:30')), [])
  assert.deepEqual(offered(closed, resident, new Date('2026-03-12T09:26+08:00')), [])
  const reopened = take(closed, 'reopen', resident, at('09:00', 5), { reason: 'came_back' })
  assert.deepEqual([reopened.state, reopened.memory.holder], ['pending_dispatch', null])
  const sent = take(reopened, 'dispatch', dispatcher, at('09:10', 5), { unitId: 'drains' })
  assert.deepEqual(disposal(sent, at('09:10', 5)).dueAt, at('11:10', 5))
})

test('every station of a case lies in somebody’s inbox', () => {
  for (const state of flow.states) assert.equal(state.inbox.length > 0, state.kind === 'open', state.id)
})

test('the events of a step are the history its clocks are read from', () => {
  const returned = take(dispatched(at('09:00')), 'return', drains, at('09:30'), { reason: 'not_ours', words })
  const same = take(returned, 'dispatch', dispatcher, at('10:00'), { unitId: 'drains' })
  const history = [dispatched(at('09:00')), returned, same].flatMap((taken) => taken.clockEvents)
  assert.deepEqual(runOf(history.filter((event) => event.clock === 'disposal')), same.memory.clocks.disposal)
})
