import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Replay } from '../../../contract/pack/index.ts'
import { readLibraryPack } from '../../../test/support/library-pack.ts'
import type { ReplayHarness } from './harness.ts'
import { createPureHarness } from './pure.ts'
import { runReplay } from './run.ts'

const zone = 'Asia/Shanghai'
const given = { at: '2026-03-02T09:00', things: [{ code: 'RR-1', type: 'reading-room' }] }
const damp = { thing: 'RR-1', values: { humidity: 70 } }

function play(part: object, harness: ReplayHarness = createPureHarness([readLibraryPack()], zone)) {
  const replay = Replay.parse({ name: 'sample', title: { zh: '样例', en: 'Sample' }, given, ...part })
  return runReplay('library', replay, harness, zone)
}

test('what was expected and did not come is a failure that says what came instead', async () => {
  const result = await play({
    when: [{ at: '00:00', observe: damp }],
    // biome-ignore lint/suspicious/noThenProperty: the word of the pack language
    then: [
      { by: '00:10', alarm: 'damp', severity: 'yellow' },
      { by: '00:09', alarm: 'damp' },
      { by: '00:10', alarm: 'damp', severity: 'red' },
    ],
  })
  assert.deepEqual(
    result.failures.map((it) => it.path),
    [
      ['then', 1],
      ['then', 2],
    ],
  )
  assert.equal(result.failures[1]?.text.en, 'did not see damp red; saw: 00:10:00 library.damp RR-1 raised yellow')
})

test('what must never come fails the replay when it does, up to and with the last moment', async () => {
  const never = [{ alarm: 'damp' }]
  const early = await play({ when: [{ at: '00:00', observe: damp }], never, until: '00:09' })
  assert.equal(early.failures.length, 0)
  const late = await play({ when: [{ at: '00:00', observe: damp }], never, until: '00:10' })
  assert.deepEqual(late.failures[0]?.path, ['never', 0])
})

test('after shuts out what came too soon', async () => {
  const expect = (after: string) =>
    // biome-ignore lint/suspicious/noThenProperty: the word of the pack language
    play({ when: [{ at: '00:00', observe: damp }], then: [{ after, by: '01:00', alarm: 'damp' }] })
  assert.equal((await expect('00:10')).failures.length, 0)
  assert.equal((await expect('00:11')).failures.length, 1)
})

test('inputs given by the replay are in force', async () => {
  const result = await play({
    given: { ...given, inputs: { damp: 80 } },
    when: [{ at: '00:00', observe: damp }],
    never: [{ alarm: 'damp' }],
    until: '00:30',
  })
  assert.equal(result.failures.length, 0)
})

test('a report becomes a case; where no flow runs its state is left unjudged', async () => {
  const result = await play({
    when: [{ at: '00:05', report: { category: 'room', condition: 'deserted', thing: 'RR-1' } }],
    // biome-ignore lint/suspicious/noThenProperty: the word of the pack language
    then: [
      { by: '00:05', case: 'room', condition: 'deserted', thing: 'RR-1' },
      { by: '00:06', case: 'room', state: 'reported' },
    ],
  })
  assert.deepEqual(result.failures, [])
  assert.equal(result.unjudged, 1)
})

test('the same replay runs against a harness that answers later and knows states', async () => {
  const calls: string[] = []
  const slow = async <T>(word: string, value: T): Promise<T> => {
    calls.push(word)
    return value
  }
  const seen = {
    category: 'library.room',
    condition: 'damp',
    thing: 'RR-1',
    atMs: Temporal.Instant.from('2026-03-02T01:11:00Z').epochMilliseconds,
  }
  const result = await play(
    {
      when: [
        { at: '00:00', observe: damp },
        { at: '00:10', observe: damp },
      ],
      // biome-ignore lint/suspicious/noThenProperty: the word of the pack language
      then: [
        { by: '00:12', case: 'room', state: 'dispatched' },
        { by: '00:12', case: 'room', state: 'closed' },
      ],
    },
    {
      start: (it) => slow(`start ${it.things[0]?.type}`, undefined),
      observe: (thing, _values, atMs) =>
        slow(`observe ${thing} ${Temporal.Instant.fromEpochMilliseconds(atMs)}`, undefined),
      report: () => slow('report', undefined),
      announce: () => slow('announce', undefined),
      advance: (toMs) => slow(`advance ${Temporal.Instant.fromEpochMilliseconds(toMs)}`, undefined),
      alarms: () => [],
      cases: () => slow('cases', [{ ...seen, state: 'dispatched' }]),
      messages: () => [],
    },
  )
  assert.deepEqual(calls, [
    'start library.reading-room',
    'observe RR-1 2026-03-02T01:00:00Z',
    'advance 2026-03-02T01:10:00Z',
    'observe RR-1 2026-03-02T01:10:00Z',
    'advance 2026-03-02T01:12:00.001Z',
    'cases',
  ])
  assert.deepEqual(
    result.failures.map((it) => it.path),
    [['then', 1]],
  )
})
