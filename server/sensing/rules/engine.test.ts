import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readLibraryPack } from '../../../test/support/library-pack.ts'
import { createRuleRig } from '../../../test/support/rule-rig.ts'
import { restoreAlarm, setAbsences } from './index.ts'

const library = readLibraryPack()

test('a ladder tells the gravest level that holds, each change once', () => {
  const rig = createRuleRig(library, 'book')
  assert.deepEqual(rig.see(0, { out: 30 }), [])
  assert.deepEqual(rig.see(1, { out: 31 }), ['library.overdue raised blue at 1'])
  assert.deepEqual(rig.see(2, { out: 32 }), [])
  assert.deepEqual(rig.see(3, { out: 95 }), ['library.overdue changed red at 3'])
  assert.equal(rig.firings[1]?.previous, 'blue')
  // Red has a clear of its own, so it stays; yellow and blue have none and follow their conditions.
  assert.deepEqual(rig.see(4, { out: 20 }), [])
  assert.deepEqual(rig.see(5, { out: 0 }), ['library.overdue cleared red at 5'])
})

test('a firing says what was read and why, in both languages', () => {
  const rig = createRuleRig(library, 'book', undefined, { loan: 14 })
  rig.see(0, { out: 15.5 })
  assert.deepEqual(rig.firings[0]?.values, { out: 15.5 })
  assert.deepEqual(rig.firings[0]?.because, {
    zh: '借出天数 15.5 d > 借期 14 d',
    en: 'Days out 15.5 d > Loan period 14 d',
  })
  assert.deepEqual(rig.firings[0]?.title, { zh: '{thing} 借出 15.5 d', en: '{thing} out for 15.5 d' })
})

test('a hold fires when it is complete, whether a tick or a later reading comes first', () => {
  const ticked = createRuleRig(library, 'reading-room')
  ticked.see(0, { humidity: 70 })
  assert.deepEqual(ticked.wait(9.9), [])
  assert.deepEqual(ticked.wait(30), ['library.damp raised yellow at 10'])

  const read = createRuleRig(library, 'reading-room')
  read.see(0, { humidity: 70 })
  assert.deepEqual(read.see(30, { humidity: 40 }), [
    'library.damp raised yellow at 10',
    'library.damp cleared yellow at 30',
  ])
})

test('a hold begins anew when the condition lapses, and its own last moment still counts as lapsed', () => {
  const rig = createRuleRig(library, 'reading-room')
  rig.see(0, { humidity: 70 })
  rig.see(5, { humidity: 60 })
  rig.see(6, { humidity: 70 })
  assert.deepEqual(rig.see(16, { humidity: 60 }), [])
  assert.deepEqual(rig.wait(40), [])
})

test('hysteresis: an alarm lasts until its clear, not until its condition ends', () => {
  const rig = createRuleRig(library, 'reading-room')
  rig.see(0, { humidity: 70 })
  assert.deepEqual(rig.see(10, { humidity: 66 }), ['library.damp raised yellow at 10'])
  assert.deepEqual(rig.see(11, { humidity: 61 }), [])
  assert.deepEqual(rig.see(12, { humidity: 59.9 }), ['library.damp cleared yellow at 12'])
  assert.deepEqual(rig.firings[1]?.because, { zh: '湿度 59.9% < 60%', en: 'Humidity 59.9% < 60%' })
})

test('a rule that needs two properties waits for both, and counts what it could not judge', () => {
  const rig = createRuleRig(library, 'reading-room')
  rig.see(0, { lamp: true })
  rig.wait(45)
  const lampAlone = rig.state.ruleSet.rules.find((rule) => rule.id === 'library.lamp-alone')
  assert.equal(rig.state.unknown[lampAlone?.index ?? -1], 1)
  rig.see(50, { visitors: 0 })
  assert.deepEqual(rig.wait(80), ['library.lamp-alone raised blue at 80'])
  assert.match(rig.firings[0]?.because.en ?? '', /^Lamp lit: yes, Visitors 0, for 30 min$/)
})

test('a rate looks back over its window only', () => {
  const rig = createRuleRig(library, 'reading-room')
  rig.see(0, { humidity: 20 })
  assert.deepEqual(rig.see(40, { humidity: 55 }), [])
  assert.deepEqual(rig.see(41, { humidity: 57 }), ['library.rising raised blue at 41'])
  assert.equal(rig.firings[0]?.values.climb, 120)
})

test('a late reading counts in windows and never becomes the last value', () => {
  const rig = createRuleRig(library, 'reading-room')
  rig.see(10, { humidity: 60 })
  assert.deepEqual(rig.see(5, { humidity: 50 }), ['library.rising raised blue at 10'])
  assert.equal(rig.firings[0]?.values.climb, 120)
  rig.see(8, { humidity: 90 })
  assert.deepEqual(rig.wait(30), [])
  assert.equal(rig.state.late, 2)
})

test('silence: an alarm after the time, an end with the next reading, a new count after it', () => {
  const rig = createRuleRig(library, 'reading-room')
  rig.see(0, { lamp: false })
  rig.see(30, { lamp: false })
  assert.deepEqual(rig.wait(89), [])
  assert.deepEqual(rig.wait(95), ['library.mute raised blue at 90'])
  assert.deepEqual(rig.wait(200), [])
  assert.deepEqual(rig.see(200, { humidity: 40 }), ['library.mute cleared blue at 200'])
  assert.deepEqual(rig.wait(300), ['library.mute raised blue at 260'])
})

test('a thing never heard of is silent from when it was made known', () => {
  const rig = createRuleRig(library, 'reading-room')
  assert.deepEqual(rig.wait(60), ['library.mute raised blue at 60'])
})

test('silence by day: twelve hours between 07:00 and 21:00, the night left out', () => {
  const rig = createRuleRig(library, 'reading-room', '2026-03-02T20:00:00+08:00')
  const deserted = (fired: string[]) => fired.filter((it) => it.startsWith('library.deserted'))
  rig.see(0, { visitors: 1 })
  // One hour until 21:00, eleven more from 07:00: 18:00 is 22 hours after 20:00.
  assert.deepEqual(deserted(rig.wait(22 * 60 - 1)), [])
  assert.deepEqual(deserted(rig.wait(22 * 60)), ['library.deserted raised orange at 1320'])
  // Nobody is not a sign of somebody.
  assert.deepEqual(deserted(rig.see(1330, { visitors: 0 })), [])
  assert.deepEqual(deserted(rig.see(1340, { visitors: 2 })), ['library.deserted cleared orange at 1340'])
})

test('an announced absence: the silence begins to count when it ends', () => {
  const rig = createRuleRig(library, 'reading-room', '2026-03-02T07:00:00+08:00')
  const startMs = Temporal.Instant.from('2026-03-02T07:00:00+08:00').epochMilliseconds
  setAbsences(rig.state, 1, [[startMs + 3_600_000, startMs + 24 * 3_600_000]], startMs, [])
  const fired = rig.wait(60 * 60).filter((it) => it.startsWith('library.deserted'))
  assert.deepEqual(fired, ['library.deserted raised orange at 2160'])
})

test('an absence announced after the alarm ends it; taken back, the silence counts as before', () => {
  const rig = createRuleRig(library, 'reading-room', '2026-03-02T07:00:00+08:00')
  const startMs = Temporal.Instant.from('2026-03-02T07:00:00+08:00').epochMilliseconds
  const hourMs = 3_600_000
  const announce = (hour: number, spans: readonly (readonly [number, number])[]) => {
    const from = rig.firings.length
    const inMs = spans.map(([a, b]) => [startMs + a * hourMs, startMs + b * hourMs] as const)
    setAbsences(rig.state, 1, inMs, startMs + hour * hourMs, rig.firings)
    return rig.firings.slice(from).map((it) => `${it.rule.id} ${it.state}: ${it.because.en}`)
  }
  const deserted = (fired: string[]) => fired.filter((it) => it.startsWith('library.deserted'))
  assert.deepEqual(deserted(rig.wait(12 * 60)), ['library.deserted raised orange at 720'])
  assert.deepEqual(announce(13, [[-5, 48]]), [
    'library.deserted cleared: an absence was announced',
    'library.mute cleared: an absence was announced',
  ])
  assert.deepEqual(rig.wait(47 * 60), [])
  assert.deepEqual(announce(47, [[-5, 36]]), [])
  assert.deepEqual(deserted(rig.wait(58 * 60)), ['library.deserted raised orange at 3480'])
})

test('an alarm restored after a restart is not told again, and ends as it would have', () => {
  const rig = createRuleRig(library, 'reading-room')
  restoreAlarm(rig.state, 1, 'library.damp', 'yellow')
  assert.deepEqual(rig.see(0, { humidity: 70 }), [])
  assert.deepEqual(rig.wait(20), [])
  assert.deepEqual(rig.see(21, { humidity: 50 }), ['library.damp cleared yellow at 21'])
})

test('what is told does not depend on how often the clock ticks', () => {
  const reading = fc.record({
    gap: fc.integer({ min: 0, max: 40 }),
    humidity: fc.integer({ min: 50, max: 80 }),
    lamp: fc.boolean(),
    visitors: fc.integer({ min: 0, max: 1 }),
  })
  const run = (
    readings: { gap: number; humidity: number; lamp: boolean; visitors: number }[],
    everyMinutes: number,
  ) => {
    const rig = createRuleRig(library, 'reading-room')
    let minute = 0
    for (const { gap, humidity, lamp, visitors } of readings) {
      for (let passed = everyMinutes; passed < gap; passed += everyMinutes) rig.wait(minute + passed)
      minute += gap
      rig.see(minute, { humidity, lamp, visitors })
    }
    rig.wait(minute + 2000)
    return rig.firings.map((it) => `${it.rule.id} ${it.state} ${it.atMs}`)
  }
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 30 }), (readings) => {
      assert.deepEqual(run(readings, 1), run(readings, 17))
      assert.deepEqual(run(readings, 1), run(readings, 1_000_000))
    }),
    { numRuns: 50 },
  )
})

test('windows and last values come out the same in whatever order readings arrive', () => {
  const readings = fc.uniqueArray(
    fc.record({ minute: fc.integer({ min: 0, max: 60 }), humidity: fc.integer({ min: 0, max: 100 }) }),
    {
      selector: (it) => it.minute,
      maxLength: 25,
    },
  )
  const end = (list: { minute: number; humidity: number }[]) => {
    const rig = createRuleRig(library, 'reading-room')
    for (const { minute, humidity } of list) rig.see(minute, { humidity })
    rig.see(61, { humidity: 50 })
    return [...(rig.state.types[1]?.values.slice(0, 8) ?? [])]
  }
  fc.assert(
    fc.property(
      readings.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => assert.deepEqual(end(shuffled), end(list)),
    ),
    { numRuns: 100 },
  )
})
