import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { readScript } from '../client/script-file.ts'
import { wetness } from './drivers.ts'
import { conditionTold, reportsBefore, reportsBetween } from './reports.ts'
import { Script } from './script.ts'
import { dueAt, moveOf, movesInPast, type SeenCase } from './staff.ts'
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
  script = await readScript('db/demo/life.yaml')
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

const seenAt = (state: string, id = 'a'): SeenCase => ({
  ...{ case: id, version: 1, state, changedAtMs: start, claimed: false, isSignal: false },
})
const many = <T>(work: (id: string) => T): T[] => Array.from({ length: 1000 }, (_, i) => work(`case ${i}`))

test('people take their time, a few much longer, and nobody acts on what is claimed or at its end', () => {
  const brisk = { ...script, slowShare: 0 }
  const waits = (one: Script, pace = 1) =>
    many((id) => (dueAt(one, 1, seenAt('reported', id), pace) ?? 0) - start).sort((a, b) => a - b)
  assert.ok((waits(brisk)[0] ?? 0) >= 0.4 * 120_000 && (waits(brisk).at(-1) ?? 0) <= 3 * 120_000)
  assert.equal(Math.round(waits(brisk, 60).at(-1) ?? 0), Math.round((waits(brisk).at(-1) ?? 0) / 60))
  const late = waits(script).filter((ms) => ms > 15 * 60_000).length
  assert.ok(late > 3 && late < 60, `${late} of 1000 wait beyond a quarter of an hour`)
  assert.equal(dueAt(script, 1, { ...seenAt('reported'), claimed: true }, 1), undefined)
  assert.equal(dueAt(script, 1, seenAt('closed'), 1), undefined)
})

test('most is done as usual; now and then intake refuses, a unit sends back, a case is voided, an inspection fails', () => {
  const actions = (state: string, isSignal = false) => {
    const counts: Record<string, number> = {}
    for (const move of many((id) => moveOf(script, 1, { ...seenAt(state, id), isSignal })))
      counts[move?.action ?? ''] = (counts[move?.action ?? ''] ?? 0) + 1
    return counts
  }
  for (const [state, usual, other] of [
    ['reported', 'file', 'refuse'],
    ['pending_acceptance', 'accept', 'return'],
    ['in_disposal', 'finish', 'void'],
    ['pending_inspection', 'pass', 'fail'],
  ] as const) {
    const { [usual]: often = 0, [other]: seldom = 0, ...rest } = actions(state)
    assert.ok(seldom > 5 && seldom < 150 && often + seldom === 1000, `${other}: ${seldom}`)
    assert.deepEqual(rest, {})
  }
  assert.deepEqual(actions('reported', true), { file: 1000 })
  assert.deepEqual(actions('in_disposal', true), { finish: 1000 })
})

test('of the past most is closed, and the rest stands at every station', () => {
  const stations = [
    'reported',
    'pending_dispatch',
    'pending_acceptance',
    'in_disposal',
    'pending_inspection',
    'pending_close',
  ]
  const rests = many((id) => stations.find((state) => !movesInPast(script, 1, { case: id, state })) ?? 'closed')
  for (const state of stations) assert.ok(rests.filter((rest) => rest === state).length > 10, state)
  const closed = rests.filter((rest) => rest === 'closed').length
  assert.ok(Math.abs(closed / 1000 - script.past.closedShare) < 0.06, `${closed}`)
})

test('people complain of the night by night and of water when it rains, and intake knows what they meant', () => {
  const told = Array.from({ length: 10 }, (_, seed) =>
    reportsBetween(script, seed, start, start + DAY_MS, hourAt),
  ).flat()
  const when = (words: string) =>
    Object.entries(script.told).flatMap(([key, ways]) =>
      ways.filter(({ zh, en }) => words === zh || words === en).map((way) => ({ key, when: way.when })),
    )[0]
  for (const { words, atMs, category } of told) {
    const meant = when(words)
    const isNight = hourAt(atMs) >= 22 || hourAt(atMs) < 7
    if (meant?.when === 'night') assert.ok(isNight, words)
    if (meant?.when === 'day') assert.ok(!isNight, words)
    assert.equal(`${category}#${conditionTold(script, category, words.replace('{where}', '桃源路'))}`, meant?.key)
  }
  assert.ok(told.some(({ language }) => language === 'en') && told.some(({ language }) => language === 'zh'))
})
