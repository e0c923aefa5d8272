import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { FlowClock, type TimeLimit } from '../../../../contract/flow.ts'
import { shippedCalendars } from './calendars.ts'
import { deadline, deadlineOf, readClock } from './clock.ts'
import { explain, sayLength } from './explain.ts'
import { advance, type ClockEvent, type ClockRun, runOf } from './run.ts'
import { createWorkTime, type WorkTime } from './work-time.ts'

const MINUTE_MS = 60_000
const china = shippedCalendars.get('china')
const plain = shippedCalendars.get('weekdays')
assert.ok(china && plain)
const shanghai = createWorkTime(china, 'Asia/Shanghai')
const newYork = createWorkTime(plain, 'America/New_York')

const clock = FlowClock.parse({ id: 'disposal', name: { zh: '处置', en: 'Disposal' }, limit: { from: 'condition' } })

const utc = (instant: string) => new Date(instant).toISOString()
const start = (at: string, limit: TimeLimit, holder: string | null = null): ClockEvent => ({
  clock: 'disposal',
  kind: 'start',
  at: utc(at),
  limit,
  holder,
})
const then = (kind: 'pause' | 'resume' | 'stop' | 'reset', at: string): ClockEvent => ({
  clock: 'disposal',
  kind,
  at: utc(at),
})

function due(history: ClockEvent[], time: WorkTime = shanghai): string | undefined {
  return deadline(history, clock, time)?.dueAt?.toISOString()
}

const urgent2: TimeLimit = { amount: 2, unit: 'urgent_hours' }
const working4: TimeLimit = { amount: 4, unit: 'working_hours' }

test('urgent hours run through midnight: 22:36 and two hours is 00:36', () => {
  const found = deadline([start('2026-05-01T22:36+08:00', urgent2)], clock, shanghai)
  assert.equal(found?.dueAt?.toISOString(), utc('2026-05-02T00:36+08:00'))
  assert.equal(found?.lightAt?.toISOString(), utc('2026-05-02T00:12+08:00'))
})

test('urgent hours do not notice summer time, working hours keep the wall clock', () => {
  assert.equal(due([start('2026-03-08T01:30-05:00', urgent2)], newYork), utc('2026-03-08T04:30-04:00'))
  assert.equal(due([start('2026-03-06T16:00-05:00', working4)], newYork), utc('2026-03-09T12:00-04:00'))
})

test('a pause is given back to the minute, a restart begins anew', () => {
  const begun = start('2026-03-02T09:00+08:00', urgent2)
  const paused = then('pause', '2026-03-02T09:30+08:00')
  assert.equal(due([begun, paused]), undefined)
  assert.equal(due([begun, paused, then('resume', '2026-03-02T20:00+08:00')]), utc('2026-03-02T21:30+08:00'))
  assert.equal(due([begun, paused, start('2026-03-02T20:00+08:00', urgent2)]), utc('2026-03-02T22:00+08:00'))
})

test('what was due before a pause stays due when it was', () => {
  const history = [start('2026-03-02T09:00+08:00', urgent2), then('pause', '2026-03-02T12:00+08:00')]
  assert.equal(due(history), utc('2026-03-02T11:00+08:00'))
})

test('a stopped clock keeps its light, and goes on with the remainder when the work comes back', () => {
  const history = [start('2026-03-02T09:00+08:00', urgent2), then('stop', '2026-03-02T10:45+08:00')]
  const run = runOf(history)
  assert.ok(run)
  const reading = readClock(run, clock, shanghai, new Date('2026-03-05T00:00Z'))
  assert.deepEqual([reading.light, reading.dueAt, reading.leftMs], ['amber', null, 15 * MINUTE_MS])
  assert.equal(due([...history, then('resume', '2026-03-03T08:00+08:00')]), utc('2026-03-03T08:15+08:00'))
})

test('lights change at 80 and 100 per cent of the working time', () => {
  const run = runOf([start('2026-03-02T09:00+08:00', { amount: 10, unit: 'working_hours' })])
  assert.ok(run)
  const light = (at: string) => readClock(run, clock, shanghai, new Date(utc(at))).light
  assert.equal(light('2026-03-03T08:59+08:00'), 'green')
  assert.equal(light('2026-03-03T09:00+08:00'), 'amber')
  assert.equal(light('2026-03-03T10:59+08:00'), 'amber')
  assert.equal(light('2026-03-03T11:00+08:00'), 'red')
})

test('one working day is the working time of an ordinary day', () => {
  assert.equal(
    due([start('2026-09-30T10:00+08:00', { amount: 1, unit: 'working_days' })]),
    utc('2026-10-08T10:00+08:00'),
  )
})

test('a deadline is explained with its holidays, its days worked in exchange and its pauses', () => {
  const run = runOf([
    start('2026-02-13T17:00+08:00', { amount: 2, unit: 'working_days' }),
    then('pause', '2026-02-14T09:00+08:00'),
    then('resume', '2026-02-14T10:00+08:00'),
  ])
  assert.ok(run)
  assert.deepEqual(
    explain(run, clock, shanghai).map((line) => line.zh),
    [
      '2026-02-13 17:00 起算，时限 2 工作日',
      '只计工作时间 08:00–12:00、14:00–18:00',
      '春节（2026-02-15 至 2026-02-23）不计',
      '2026-02-14 调休上班，计入',
      '2026-02-14 09:00 至 2026-02-14 10:00 暂停，不计',
      '到期 2026-02-24 18:00',
    ],
  )
  assert.equal(explain(run, clock, shanghai).at(-1)?.en, 'Due 2026-02-24 18:00')
  assert.deepEqual(sayLength(90 * MINUTE_MS), { zh: '1 小时 30 分', en: '1 h 30 min' })
})

const first = Date.parse('2025-01-01T00:00+08:00')
const units = fc.constantFrom<TimeLimit['unit']>('minutes', 'urgent_hours', 'working_hours', 'working_days')
const limits = fc.record({ amount: fc.integer({ min: 1, max: 40 }), unit: units })
const kinds = fc.constantFrom('start', 'pause', 'resume', 'stop', 'reset')
const moments = fc.array(fc.tuple(kinds, fc.nat(72 * 60), limits), { maxLength: 12 })

/** Whatever order of events, each some minutes after the last. */
const histories = moments.map((list) => {
  let at = first
  return list.map(([kind, minutes, limit]): ClockEvent => {
    at += minutes * MINUTE_MS
    const instant = new Date(at).toISOString()
    return kind === 'start' ? start(instant, limit) : then(kind as 'pause', instant)
  })
})

test('kept beside the matter or read again from the journal, a clock gives one deadline', () => {
  fc.assert(
    fc.property(histories, (history) => {
      let kept: ClockRun | undefined
      for (const [index, event] of history.entries()) {
        kept = JSON.parse(JSON.stringify({ run: advance(kept, event) })).run
        const again = deadline(history.slice(0, index + 1), clock, shanghai)
        assert.deepEqual(kept === undefined ? null : deadlineOf(kept, clock, shanghai), again)
      }
    }),
  )
})

test('a pause moves the deadline by exactly the time it would have counted', () => {
  fc.assert(
    fc.property(
      limits,
      fc.integer({ min: 1, max: 20_000 }),
      fc.integer({ min: 0, max: 20_000 }),
      (limit, before, pause) => {
        const begun = start(new Date(first).toISOString(), limit)
        const pausedAt = first + before * MINUTE_MS
        const resumedAt = pausedAt + pause * MINUTE_MS
        const straight = deadline([begun], clock, shanghai)?.dueAt?.getTime() ?? 0
        fc.pre(pausedAt < straight)
        const history = [
          begun,
          then('pause', new Date(pausedAt).toISOString()),
          then('resume', new Date(resumedAt).toISOString()),
        ]
        const moved = deadline(history, clock, shanghai)?.dueAt?.getTime() ?? 0
        const working = limit.unit.startsWith('working')
        const count = (from: number, to: number) => (working ? shanghai.between(from, to) : to - from)
        assert.equal(count(straight, moved), count(pausedAt, resumedAt))
      },
    ),
  )
})

test('a longer limit is never due earlier, and lights come in order', () => {
  fc.assert(
    fc.property(histories, limits, fc.integer({ min: 1, max: 20 }), (history, limit, more) => {
      const at = history.at(-1)?.at ?? new Date(first).toISOString()
      const one = deadline([...history, start(at, limit)], clock, shanghai)
      const longer = deadline([...history, start(at, { ...limit, amount: limit.amount + more })], clock, shanghai)
      assert.ok(one?.dueAt && longer?.dueAt && one.lightAt && one.lightAt <= one.dueAt && one.dueAt < longer.dueAt)
    }),
  )
})
