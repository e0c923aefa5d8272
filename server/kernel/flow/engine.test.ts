import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FlowDefinition } from '../../../contract/flow.ts'
import { libraryFlow } from '../../../test/support/library-flow.ts'
import { type Actor, anonymous, systemActor } from '../actor.ts'
import { Fault } from '../errors.ts'
import { shippedCalendars } from './clocks/calendars.ts'
import { dueOf, showClocks } from './clocks/due.ts'
import { createWorkTime } from './clocks/work-time.ts'
import { allowedActions, apply, begin, replay, type Taken } from './engine.ts'
import type { FlowMatter, Step, StepInput } from './matter.ts'

const flow = FlowDefinition.parse(libraryFlow)
const china = shippedCalendars.get('china')
assert.ok(china)
const time = createWorkTime(china, 'Asia/Shanghai')

const person = (name: string, unitId: string | null, role = 'librarian', divisionKey = 'aaa'): Actor => ({
  kind: 'person',
  id: `account-${name}`,
  personId: `person-${name}`,
  unitId,
  name,
  grants: [{ role, divisionKey }],
  demo: false,
})
const ann = person('ann', 'east')
const bob = person('bob', 'west')
const eve = person('eve', 'east')
const head = person('head', 'office', 'head_librarian')

const condition = { id: 'rare', limit: { amount: 2, unit: 'working_hours' as const } }
const noon = (day: number) => new Date(`2026-03-${String(day).padStart(2, '0')}T10:00+08:00`)
const matterOf = (taken: Taken): FlowMatter => ({ state: taken.state, divisionKey: 'aaa001', memory: taken.memory })
const opened = () => begin(flow, 'open', { condition }, systemActor('counter'), 'aaa001', noon(2))
const take = (before: Taken, action: string, input: StepInput, actor: Actor, at: Date) =>
  apply(flow, matterOf(before), action, input, actor, at)
const fails = (code: string) => (error: unknown) => error instanceof Fault && error.code === `flow.${code}`
const why = (before: Taken, action: string, actor: Actor, at = noon(2)) =>
  allowedActions(flow, matterOf(before), actor, at).find((offer) => offer.action.id === action)?.whyNot?.error

test('a matter begins, is reminded, comes back and is closed by somebody who did not take it', () => {
  const reminded = take(opened(), 'remind', { unitId: 'east', note: 'by post' }, ann, noon(3))
  assert.deepEqual([reminded.state, reminded.memory.holder, reminded.memory.counts.reminders], ['reminded', 'east', 1])
  assert.ok(!JSON.stringify(reminded.step).includes('post'), 'words stay out of the step')
  const returned = take(reminded, 'return', {}, bob, noon(4))
  assert.equal(why(returned, 'close', bob), 'not_handler')
  assert.equal(why(returned, 'close', person('carl', 'west')), 'not_handler')
  const closed = take(returned, 'close', { photos: [{ id: 'p', kind: 'cover' }] }, ann, noon(4))
  assert.deepEqual([closed.state, closed.done], ['shelved', true])
  assert.ok(Object.values(closed.memory.clocks).every((run) => run.mode === 'stopped'))
  assert.deepEqual(dueOf(flow, closed.memory.clocks, time), { clock: null, dueAt: null, lightAt: null, unknown: [] })
})

test('actions of the state are offered with the reason why one may not take them', () => {
  const found = allowedActions(flow, matterOf(opened()), head, noon(2)).map((offer) => [
    offer.action.id,
    offer.allowed,
    offer.whyNot?.params.who,
  ])
  const librarian = { zh: '馆员', en: 'librarian' }
  assert.deepEqual(found, [
    ['remind', false, librarian],
    ['return', false, librarian],
    ['claim', false, { zh: '本环节经办人', en: 'whose turn it is' }],
  ])
})

test('a role counts over its own divisions only', () => {
  assert.equal(why(opened(), 'remind', person('far', 'east', 'librarian', 'aab')), 'not_yours')
  assert.equal(why(opened(), 'remind', person('near', 'east', 'librarian', 'aaa001')), undefined)
  assert.equal(why(opened(), 'remind', anonymous), 'not_yours')
})

test('only a member of the unit that holds a matter acts as its holder', () => {
  const reminded = take(opened(), 'remind', { unitId: 'east' }, ann, noon(3))
  assert.equal(why(reminded, 'excuse', bob), 'not_yours')
  assert.equal(why(reminded, 'excuse', eve), undefined)
})

test('a claim keeps others off until the state is left or it is let go', () => {
  const claimed = take(opened(), 'claim', {}, ann, noon(2))
  assert.equal(claimed.state, 'overdue')
  assert.equal(why(claimed, 'remind', bob), 'claimed')
  assert.equal(why(claimed, 'release', bob), 'not_yours')
  assert.throws(() => take(opened(), 'release', {}, head, noon(2)), fails('not_claimed'))
  assert.equal(why(take(claimed, 'release', {}, head, noon(2)), 'remind', bob), undefined)
  assert.equal(take(claimed, 'remind', { unitId: 'east' }, ann, noon(2)).memory.claimant, null)
  assert.equal(claimed.memory.since, noon(2).toISOString())
})

test('the form is checked, and what it does not ask for is refused', () => {
  const start = opened()
  const reminded = take(start, 'remind', { unitId: 'east' }, ann, noon(3))
  const returned = take(reminded, 'return', {}, bob, noon(4))
  const cases: [Taken, string, StepInput, Actor, string][] = [
    [start, 'remind', {}, ann, 'unit_required'],
    [start, 'remind', { unitId: 'east', reason: 'ill' }, ann, 'not_asked'],
    [start, 'teach', {}, ann, 'unknown_action'],
    [start, 'close', {}, ann, 'not_now'],
    [reminded, 'excuse', {}, eve, 'reason_required'],
    [reminded, 'excuse', { reason: 'bored' }, eve, 'reason_unknown'],
    [reminded, 'excuse', { reason: 'other', words: ' ' }, eve, 'words_required'],
    [returned, 'close', { photos: [{ id: 'p', kind: 'spine' }] }, ann, 'not_asked'],
  ]
  for (const [before, action, input, actor, code] of cases)
    assert.throws(() => take(before, action, input, actor, noon(4)), fails(code), code)
  assert.throws(() => begin(flow, 'open', {}, ann, 'aaa', noon(2)), fails('condition_required'))
  assert.throws(() => begin(flow, 'open', { condition }, bob, 'zzz', noon(2)), fails('not_yours'))
  assert.throws(() => begin(flow, 'remind', {}, ann, 'aaa', noon(2)), fails('unknown_action'))
})

test("a matter's own reasons take the place of the flow's", () => {
  const reminded = take(opened(), 'remind', { unitId: 'east' }, ann, noon(3))
  const lists = { losses: [{ id: 'eaten', name: { zh: '被狗吃了', en: 'The dog ate it' } }] }
  const matter = { ...matterOf(reminded), lists }
  const words = 'A big dog.'
  assert.throws(
    () => apply(flow, matter, 'write_off', { reason: 'lost', words }, head, noon(4)),
    fails('reason_unknown'),
  )
  assert.equal(apply(flow, matter, 'write_off', { reason: 'eaten', words }, head, noon(4)).state, 'written_off')
})

test('a limit on times and a limit on time are kept', () => {
  let reminded = opened()
  for (const day of [3, 4, 5]) reminded = take(reminded, 'remind', { unitId: 'east' }, ann, noon(day))
  assert.throws(() => take(reminded, 'remind', { unitId: 'east' }, ann, noon(6)), fails('count_reached'))
  const lost = take(reminded, 'write_off', { reason: 'lost', words: 'gone' }, head, noon(9))
  assert.equal(why(lost, 'dispute', head, noon(11)), undefined)
  assert.equal(why(lost, 'dispute', head, noon(12)), 'too_late')
})

test('the same unit goes on with the remainder of its time, another unit begins anew, a reset forgets', () => {
  const due = (taken: Taken) => dueOf(flow, taken.memory.clocks, time).dueAt?.toISOString()
  const reminded = take(opened(), 'remind', { unitId: 'east' }, ann, noon(2))
  assert.equal(due(reminded), noon(9).toISOString())
  const excused = take(reminded, 'excuse', { reason: 'ill' }, eve, noon(4))
  assert.equal(due(excused), undefined)
  assert.equal(showClocks(flow, excused.memory.clocks, time, noon(5)).find((one) => one.id === 'reply')?.mode, 'paused')
  assert.equal(due(take(excused, 'remind', { unitId: 'east' }, ann, noon(6))), noon(11).toISOString())
  assert.equal(due(take(excused, 'remind', { unitId: 'west' }, ann, noon(6))), noon(13).toISOString())
  const lost = take(reminded, 'write_off', { reason: 'lost', words: 'gone' }, head, noon(4))
  const disputed = take(lost, 'dispute', { reason: 'found' }, head, noon(5))
  assert.equal(due(take(disputed, 'remind', { unitId: 'east' }, ann, noon(5))), noon(12).toISOString())
})

test('a clock beyond the calendar is named and does not stop the work', () => {
  const late = new Date('2026-12-31T15:00+08:00')
  const reminded = take(opened(), 'remind', { unitId: 'east' }, ann, late)
  assert.deepEqual(dueOf(flow, reminded.memory.clocks, time), {
    clock: null,
    dueAt: null,
    lightAt: null,
    unknown: ['reply'],
  })
  const shown = showClocks(flow, reminded.memory.clocks, time, late).find((one) => one.id === 'reply')
  assert.equal(shown?.reading, null)
})

test('a step is never dated before the one it follows', () => {
  const reminded = take(opened(), 'remind', { unitId: 'east' }, ann, noon(6))
  assert.equal(take(reminded, 'return', {}, bob, noon(5)).step.at, noon(6).toISOString())
})

const walkers = [ann, bob, eve, head, systemActor('counter')]

/** Only what the form asks for, with the first reason it offers. */
function fill(offer: ReturnType<typeof allowedActions>[number], unitId: string): StepInput {
  const { form } = offer
  const reason = offer.reasons[0]?.id
  return {
    ...(form.unit && { unitId }),
    ...(reason !== undefined && { reason, words: 'so it is' }),
    ...(form.photos && { photos: [{ id: 'p', kind: 'cover' }] }),
  }
}

test('whatever is done, doing the recorded steps again gives the same matter', () => {
  const moves = fc.tuple(fc.nat(4), fc.nat(9), fc.constantFrom('east', 'west'), fc.nat(2000))
  fc.assert(
    fc.property(fc.array(moves, { maxLength: 25 }), (list) => {
      let now = noon(2)
      let current = opened()
      const steps: Step[] = [JSON.parse(JSON.stringify(current.step))]
      for (const [who, which, unitId, minutes] of list) {
        now = new Date(now.getTime() + minutes * 60_000)
        const actor = walkers[who] ?? ann
        const offers = allowedActions(flow, matterOf(current), actor, now).filter((offer) => offer.allowed)
        const offer = offers[which % Math.max(1, offers.length)]
        if (offer === undefined) continue
        current = take(current, offer.action.id, fill(offer, unitId), actor, now)
        steps.push(JSON.parse(JSON.stringify(current.step)))
      }
      const again = replay(flow, steps)
      assert.deepEqual([again.state, again.memory], [current.state, current.memory])
      assert.deepEqual(dueOf(flow, again.memory.clocks, time), dueOf(flow, current.memory.clocks, time))
    }),
    { numRuns: 300 },
  )
})

test('a history with a step missing does not replay', () => {
  const start = opened()
  const reminded = take(start, 'remind', { unitId: 'east' }, ann, noon(3))
  const returned = take(reminded, 'return', {}, bob, noon(4))
  assert.throws(() => replay(flow, [start.step, returned.step]), fails('broken_history'))
  assert.throws(() => replay(flow, [reminded.step]), fails('broken_history'))
  assert.throws(() => replay(flow, []), fails('broken_history'))
})
