import assert from 'node:assert/strict'
import type { Severity, Value } from '../../contract/pack/index.ts'
import { type Ctx, systemCtx } from '../../server/kernel/actor.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { ReplayHarness, ReplayReport, ReplayStart, SeenAlarm } from '../../server/scenarios/index.ts'
import type { Source } from '../../server/sensing/index.ts'
import { personCtx } from './kernel.ts'
import type { ReplayHouse } from './replay-house.ts'

const gateway: Source = { id: 'device:replay', door: 'http', divisionKey: '', may: () => true }
const options = { locale: 'en' } as const

interface AlarmEntry {
  kind: string
  payload: { rule: string; thing: { code: string }; severity: Severity; at: string }
}

/** A case's entry that led to a state, with the clue the case began with. */
interface CaseEntry {
  category: string
  condition: { name: string } | null
  thing: string | null
  state: string
  isFirst: boolean
  occurredAt: Date
  recordedAt: Date
}

let played = 0

/** One replay played in a house: its things stand there under names of their own, and leave when it ends. */
export function createLiveHarness(
  { house, clock }: ReplayHouse,
  pack: string,
): ReplayHarness & { end(): Promise<void> } {
  const { kernel, city, sensing, scenarios, cases } = house
  played += 1
  const prefix = `R${played}.`
  const own = (code: string): string => prefix + code
  const given = (code: string): string => code.slice(prefix.length)
  const system = (): Ctx => systemCtx('replay', clock)
  const intake = (): Ctx => personCtx(kernel, 'intake', '')
  const places = new Map<string, { lon: number; lat: number }>()
  let ids: string[] = []

  const read = <T>(text: string, ...values: unknown[]): Promise<T[]> =>
    kernel.pool.whole((tx) => tx.query<T>(text, values))

  /** Whatever was fired is on disk, sealed and followed. */
  async function settle(): Promise<void> {
    await sensing.record.items(gateway, [], options)
    await kernel.settled()
  }

  async function fileReport({ category, condition, thing, text }: ReplayReport): Promise<void> {
    const position = places.get(thing ?? '') ?? [...places.values()][0]
    assert.ok(position)
    const report = { channel: 'hotline' as const, category, words: text, place: '', position, photos: [] }
    const made = await cases.report(intake(), newId(), { ...report, ...(thing !== undefined && { thing: own(thing) }) })
    if (condition === undefined) return
    const { version } = await cases.get(intake(), made.case)
    const input = { conditionId: `${category}#${condition}` }
    await cases.step(intake(), newId(), made.case, { action: 'file', version, input })
  }

  return {
    async start({ atMs, things, inputs }: ReplayStart) {
      clock.set(new Date(atMs).toISOString())
      const spots = city.placeThings({ layer: 'block', count: things.length, seed: played })
      const rows = things.map((thing, i) => {
        const spot = spots[i]
        assert.ok(spot, 'a place for every thing')
        const { lon, lat } = spot
        places.set(thing.code, { lon, lat })
        const name = { zh: thing.code, en: thing.code }
        return { ...thing, code: own(thing.code), name, lon, lat, attributes: { ...thing.attributes } }
      })
      await sensing.setPacks(scenarios.rulePacks().map((one) => (one.id === pack ? { ...one, settings: inputs } : one)))
      const batch = newId()
      await city.registerThings(system(), batch, { things: rows })
      ids = (await city.listBatch(system(), batch)).map(({ id }) => id)
      await sensing.refresh(ids)
    },
    async observe(thing: string, values: Readonly<Record<string, Value>>, atMs: number) {
      const at = new Date(atMs).toISOString()
      const items = Object.entries(values).map(([property, value]) => ({ thing: own(thing), property, value, at }))
      const answer = await sensing.record.items(gateway, items, options)
      assert.equal(answer.recorded, items.length, JSON.stringify(answer))
    },
    report: fileReport,
    async announce(thing, fromMs, untilMs, atMs) {
      clock.set(new Date(atMs).toISOString())
      const [from, until] = [new Date(fromMs).toISOString(), new Date(untilMs).toISOString()]
      await sensing.absences.announce(system(), newId(), own(thing), { from, until, reason: 'away' })
    },
    // A moment's readings come before what falls due at it, so the clock stops just short of it.
    async advance(toMs) {
      clock.set(new Date(toMs - 1).toISOString())
      sensing.tick()
    },
    async alarms() {
      await settle()
      const rows = await read<AlarmEntry>(
        `select kind, payload from kernel.journal where kind like 'alarm.%' and payload #>> '{thing,code}' like $1 order by seq`,
        `${prefix}%`,
      )
      return rows.map(({ kind, payload: { rule, thing, severity, at } }) => ({
        rule,
        thing: given(thing.code),
        state: kind.slice('alarm.'.length) as SeenAlarm['state'],
        severity,
        atMs: Date.parse(at),
      }))
    },
    async cases() {
      await settle()
      const rows = await read<CaseEntry>(
        `select c.category, c.condition, c.thing, j.payload #>> '{step,to}' state, j.version = 1 "isFirst",
           (select min(occurred_at) from cases.event e where e.case_id = c.id) "occurredAt", j.recorded_at "recordedAt"
         from cases.case c join kernel.journal j on j.matter = c.matter
         where c.thing like $1 and j.payload ? 'step' order by j.seq`,
        `${prefix}%`,
      )
      return rows.map(({ category, condition, thing, state, isFirst, occurredAt, recordedAt }) => ({
        category,
        condition: condition?.name,
        thing: thing === null ? undefined : given(thing),
        state,
        atMs: (isFirst ? occurredAt : recordedAt).getTime(),
      }))
    },
    async messages() {
      await settle()
      const rows = await read<{ payload: { to: string; thing: string; at: string } }>(
        `select payload from kernel.journal where kind = 'message.due' and payload ->> 'thing' like $1 order by seq`,
        `${prefix}%`,
      )
      return rows.map(({ payload: { to, thing, at } }) => ({ to, thing: given(thing), atMs: Date.parse(at) }))
    },
    /** Takes its things away, so that nobody misses them in the replays that follow. */
    async end() {
      for (const code of places.keys())
        await city.changeThing(system(), newId(), own(code), { version: 1, retired: true })
      await sensing.refresh(ids)
      await settle()
    },
  }
}
