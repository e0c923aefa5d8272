import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type KeptSite, openKeptSite, type Sent } from '../../../test/support/kept-site.ts'
import { personCtx } from '../../../test/support/kernel.ts'
import { newId } from '../../kernel/ids.ts'

const HOUR_MS = 3_600_000
const BEDS = 3

let site: KeptSite

before(async () => {
  site = await openKeptSite(BEDS, '2026-02-26T03:20:00+08:00')
})
after(() => site.stop())

/** A repeatable stream of numbers below 1. */
function createRandom(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return { next, below: (count: number): number => Math.floor(next() * count) }
}

/** What should be there: the first of each thing, time and sequence number. */
const model = new Map<string, Sent>()
const keyOf = ({ thing, atMs, seq }: Sent): string => `${thing} ${atMs} ${seq}`

interface Said {
  readonly id: string
  readonly thing: string
  readonly from: number
  readonly to: number
  readonly kind: 'replace' | 'shift' | 'void'
  readonly value: number
}

/** What was said of readings and not taken back, oldest first. */
const said: Said[] = []

const isVoid = ({ thing, atMs }: Sent): boolean =>
  said.findLast((one) => one.thing === thing && one.from <= atMs && atMs <= one.to)?.kind === 'void'

function counted(one: Sent): Sent {
  const correction = said.findLast(({ thing, from, to }) => thing === one.thing && from <= one.atMs && one.atMs <= to)
  if (correction === undefined || correction.kind === 'void') return one
  return { ...one, value: correction.kind === 'replace' ? correction.value : one.value + correction.value }
}

/** All there are in order, as they count. */
function readingsOf(thing: string, from: number, to: number): Sent[] {
  return [...model.values()]
    .filter((one) => one.thing === thing && one.atMs >= from && one.atMs <= to)
    .sort((a, b) => a.atMs - b.atMs || a.seq - b.seq)
    .map(counted)
}

/** Corrects a few hours or a few days of a thing, or takes back what was said. */
async function correct(random: ReturnType<typeof createRandom>): Promise<void> {
  const ctx = personCtx(site.kernel, 'supervisor', '')
  const old = random.next() < 0.3 ? said.splice(random.below(said.length), 1)[0] : undefined
  if (old !== undefined) {
    await site.sensing.corrections.takeBack(ctx, newId(), old.thing, old.id, 'mistaken')
    return
  }
  const to = nowMs() - random.below(40 * HOUR_MS)
  const from = to - random.below(random.next() < 0.7 ? 5 * HOUR_MS : 90 * HOUR_MS)
  const kind = (['replace', 'shift', 'void'] as const)[random.below(3)] ?? 'void'
  const [thing, value] = [`BED-${1 + random.below(BEDS)}`, random.below(50)]
  const { id } = await site.sensing.corrections.correct(ctx, newId(), thing, {
    property: 'heat',
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    kind,
    ...(kind !== 'void' && { value }),
    reason: 'the sensor was taken out',
  })
  said.push({ id, thing, from, to, kind, value })
}

const nowMs = (): number => site.clock.now().getTime()

/** Readings of the last hours mostly, of the last days and weeks now and then, some of them sent before. */
async function send(random: ReturnType<typeof createRandom>): Promise<void> {
  const known = [...model.values()]
  const readings = Array.from({ length: 1 + random.below(60) }, (): Sent => {
    const again = random.next() < 0.15 ? known[random.below(known.length)] : undefined
    // Another value under the same time and number is the same reading: what was kept first holds.
    if (again !== undefined) return { ...again, value: random.next() }
    const back = random.next() < 0.7 ? 0 : random.next() < 0.7 ? random.below(60) : 240 * (1 + random.below(4))
    const value = random.next() < 0.3 ? random.next() * 40 : random.below(4000) / 100 - 5
    return {
      thing: `BED-${1 + random.below(BEDS)}`,
      property: 'heat',
      atMs: nowMs() - back * HOUR_MS - random.below(HOUR_MS),
      seq: random.below(3),
      value,
    }
  })
  assert.equal(await site.send(readings), 0)
  for (const one of readings) if (!model.has(keyOf(one))) model.set(keyOf(one), one)
}

async function compareReadings(random: ReturnType<typeof createRandom>): Promise<void> {
  const thing = `BED-${1 + random.below(BEDS)}`
  const to = nowMs() - random.below(70 * HOUR_MS)
  const from = to - random.below(random.next() < 0.5 ? 12 * HOUR_MS : 55 * 24 * HOUR_MS)
  const limit = 1 + random.below(400)
  const ctx = personCtx(site.kernel, 'leader', '')
  const query = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), property: 'heat' }
  const { series } = await site.sensing.views.readings(ctx, thing, { ...query, limit })
  const all = readingsOf(thing, from, to)
  const expected = all
    .slice(-limit)
    .filter((one) => !isVoid(one))
    .map(({ atMs, value }) => ({ at: new Date(atMs).toISOString(), value }))
  const found = series[0]?.readings.map(({ at, value }) => ({ at, value }))
  assert.deepEqual(found, expected)
  assert.equal(series[0]?.truncated, all.length > limit)
}

const DAY_MS = 24 * HOUR_MS
// Days of Shanghai, and weeks that begin with its Mondays.
const ORIGIN_MS = Date.UTC(1970, 0, 5) - 8 * HOUR_MS

async function compareBuckets(random: ReturnType<typeof createRandom>): Promise<void> {
  const thing = `BED-${1 + random.below(BEDS)}`
  const to = nowMs() - random.below(30 * HOUR_MS)
  const from = to - 1 - random.below(55 * DAY_MS)
  const ctx = personCtx(site.kernel, 'leader', '')
  const query = { from: new Date(from).toISOString(), to: new Date(to).toISOString(), property: 'heat' }
  const { series, widthMs } = await site.sensing.views.buckets(ctx, thing, { ...query, points: 2 + random.below(500) })
  const expected = Map.groupBy(
    readingsOf(thing, from, to - 1).filter((one) => !isVoid(one)),
    ({ atMs }) => Math.floor((atMs - ORIGIN_MS) / widthMs),
  )
  const found = series[0]?.buckets ?? []
  assert.equal(found.length, expected.size)
  for (const bucket of found) {
    const readings = expected.get((Date.parse(bucket.at) - ORIGIN_MS) / widthMs) ?? []
    const values = readings.map(({ value }) => value)
    assert.equal(bucket.count, values.length)
    assert.equal(bucket.min, Math.min(...values))
    assert.equal(bucket.max, Math.max(...values))
    assert.equal(bucket.last, values.at(-1))
    const mean = values.reduce((a, b) => a + b, 0) / values.length
    assert.ok(Math.abs((bucket.mean ?? Number.NaN) - mean) < 1e-9)
  }
}

test('sealed, late, corrected and present readings answer as one, whatever comes when', async (t) => {
  const seed = Number(process.env.KEPT_SEED ?? 20260226)
  t.diagnostic(`KEPT_SEED=${seed}`)
  const random = createRandom(seed)
  const steps: [number, () => Promise<unknown>][] = [
    [0.45, () => send(random)],
    [0.5, () => correct(random)],
    [0.6, async () => site.clock.advance(random.below(random.next() < 0.8 ? 5 * HOUR_MS : 3 * DAY_MS))],
    [0.68, () => site.sensing.keep()],
    [0.71, () => site.restart()],
    [0.85, () => compareReadings(random)],
    [1, () => compareBuckets(random)],
  ]
  for (let turn = 0; turn < 220; turn += 1) {
    const chance = random.next()
    await steps.find(([share]) => chance < share)?.[1]()
  }
  await site.sensing.keep()
  const [kept] = await site.query<{ segments: number; levels: number[] }>(
    `select count(*)::integer as segments, array_agg(distinct level) as levels from sensing.segment where retired_at is null`,
  )
  t.diagnostic(`${model.size} readings, ${kept?.segments} segments of levels ${kept?.levels}`)
  assert.deepEqual(kept?.levels, [0, 1, 2])
})
