import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, test } from 'node:test'
import { parse } from 'yaml'
import { wetness } from './drivers.ts'
import { reportsBefore, reportsBetween } from './reports.ts'
import { Script } from './script.ts'
import { dueAt, moveOf, type SeenCase } from './staff.ts'
import { momentsOf, sayThing } from './things.ts'

const DAY_MS = 86_400_000
const start = Date.parse('2026-07-01T00:00:00Z')
const hourAt = (ms: number): number => ((ms - start) / 3_600_000) % 24
const GAUGE = {
  everyMinutes: 2,
  properties: [['level', { base: 2, rain: 1, meals: 0, tide: 0, noise: 0.01 }]],
} as const

let script: Script
before(async () => {
  script = Script.parse(parse(await readFile('db/demo/life.yaml', 'utf8')))
})

test('one seed is one day, another seed another day', () => {
  const day = (seed: number) => reportsBetween(script, seed, start, start + DAY_MS, hourAt)
  assert.deepEqual(day(1), day(1))
  assert.notDeepEqual(day(1), day(2))
  const halves = [
    ...reportsBetween(script, 1, start, start + DAY_MS / 2, hourAt),
    ...reportsBetween(script, 1, start + DAY_MS / 2, start + DAY_MS, hourAt),
  ]
  assert.deepEqual(halves, day(1), 'cut in two, the same day')
})

test('a day has about as many reports as its script says, more of them by day', () => {
  const many = Array.from({ length: 20 }, (_, seed) =>
    reportsBetween(script, seed, start, start + DAY_MS, hourAt),
  ).flat()
  assert.ok(Math.abs(many.length / 20 - script.reports.perDay) < script.reports.perDay * 0.15, `${many.length / 20}`)
  const atNight = many.filter(({ atMs }) => hourAt(atMs) < 6).length
  assert.ok(atNight < many.length * 0.12, `${atNight} of ${many.length} at night`)
})

test('the past has as many reports as asked for, in order, each once', () => {
  const past = reportsBefore(script, 3, start, { hours: 6, reports: 40 }, (ms) => hourAt(ms + DAY_MS))
  assert.equal(past.length, 40)
  assert.equal(new Set(past.map(({ key }) => key)).size, 40)
  assert.ok(past.every(({ atMs }, i) => atMs < start && atMs >= (past[i - 1]?.atMs ?? 0)))
})

test('rain raises water and drains away', () => {
  const hours = Array.from({ length: 24 * 30 }, (_, i) => start + i * 3_600_000)
  const wet = hours.map((ms) => wetness(7, ms))
  assert.ok(wet.some((value) => value > 0.5) && wet.some((value) => value < 0.05))
  const [wettest = 0, driest = 0] = [hours[wet.indexOf(Math.max(...wet))], hours[wet.indexOf(Math.min(...wet))]]
  const level = (ms: number) => Number(sayThing(GAUGE as never, 7, 'G-1', ms, 12).level)
  assert.ok(level(wettest) > level(driest) + 0.3)
})

test('a thing speaks every so often at its own moments, however the time is cut', () => {
  const whole = momentsOf(GAUGE as never, 1, 'G-1', start, start + 3_600_000)
  const cut = [
    ...momentsOf(GAUGE as never, 1, 'G-1', start, start + 1_000_000),
    ...momentsOf(GAUGE as never, 1, 'G-1', start + 1_000_000, start + 3_600_000),
  ]
  assert.equal(whole.length, 30)
  assert.deepEqual(cut, whole)
})

test('what follows another property turns with it', () => {
  const things = Script.shape.things.parse({
    'x.pump': { everyMinutes: 1, level: { base: 3 }, pump_on: { above: { property: 'level', value: 2.5 } } },
    'x.dry': { everyMinutes: 1, level: { base: 1 }, gate_open: { below: { property: 'level', value: 2.5 } } },
  })
  const say = (type: string) => sayThing(things[type] as never, 1, 'P-1', start, 3)
  assert.deepEqual(say('x.pump'), { level: 3, pump_on: true })
  assert.deepEqual(say('x.dry'), { level: 1, gate_open: true })
})

test('people take their time, and nobody acts on what is claimed or at its end', () => {
  const seen: SeenCase = { case: 'a', version: 1, state: 'reported', changedAtMs: start, claimed: false }
  const due = dueAt(script, 1, seen, 1) ?? 0
  assert.ok(due >= start + 0.4 * 120_000 && due <= start + 3 * 120_000)
  assert.ok((dueAt(script, 1, seen, 60) ?? 0) - start <= (due - start) / 59)
  assert.equal(dueAt(script, 1, { ...seen, claimed: true }, 1), undefined)
  assert.equal(dueAt(script, 1, { ...seen, state: 'closed' }, 1), undefined)
  assert.deepEqual(moveOf(script, 1, seen), { who: 'intake', action: 'file' })
  const inspected = Array.from({ length: 200 }, (_, i) =>
    moveOf(script, 1, { ...seen, case: `${i}`, state: 'pending_inspection' }),
  )
  const failed = inspected.filter((move) => move?.action === 'fail').length
  assert.ok(failed > 2 && failed < 40, `${failed} of 200 fail`)
})
