import type { Tx } from '../../kernel/database/pool.ts'
import type { Fault } from '../../kernel/errors.ts'
import { idFrom } from '../../kernel/ids.ts'
import type { NewEntry } from '../../kernel/journal/entry.ts'
import { refusals } from '../errors.ts'
import type { Batch, Excess, HeldReading, Source } from '../intake/batch.ts'
import type { Registry, ThingEntry } from '../registry/registry.ts'
import { createMeter, HELD_LIMIT } from './meter.ts'
import { addToQuarantine, insertHeld, insertQuarantine, listHeld, listQuotas } from './queries.ts'

export type Quarantine = ReturnType<typeof createQuarantine>

/**
 * Holds back what things send beyond their quotas: a controller gone mad costs its own readings, not the city's. What is held
 * is written in the transaction of the batch, so that whoever was answered finds it there.
 */
export function createQuarantine(registry: Registry) {
  const meter = createMeter()
  // Of each thing that is held: its quarantine, and how many of its readings are kept there.
  let open = new Map<string, { readonly id: string; held: number }>()

  function excessOf(batch: Batch, thing: ThingEntry, source: Source): Excess {
    const known = batch.excess.get(thing.number)
    if (known !== undefined) return known
    const made: Excess = { thing, source, count: 0, held: [] }
    batch.excess.set(thing.number, made)
    return made
  }

  async function begin(tx: Tx, record: (entry: NewEntry) => Promise<unknown>, excess: Excess, now: Date) {
    const { thing, source, count, held } = excess
    const id = idFrom('quarantine', thing.id, now.toISOString())
    const { code: thingCode, divisionKey } = thing
    const row = { id, thingId: thing.id, thingCode, divisionKey, source: source.id, beganAt: now, lastAt: now }
    await insertQuarantine(tx, { ...row, overCount: count, heldCount: held.length })
    const perMinute = meter.perMinuteOf(thing.type)
    const payload = { quarantine: id, thing: { id: thing.id, code: thingCode }, source: source.id, perMinute }
    await record({ kind: 'quarantine.began', matter: `quarantine:${id}`, divisionKey, payload })
    return id
  }

  return {
    admits: meter.admits,
    perMinuteOf: meter.perMinuteOf,
    /** Holds a reading that is beyond the quota, and says so. */
    hold(batch: Batch, thing: ThingEntry, source: Source, reading: HeldReading): Fault {
      const excess = excessOf(batch, thing, source)
      excess.count += 1
      batch.excessCount += 1
      const before = open.get(thing.id)?.held ?? 0
      if (before + excess.held.length < HELD_LIMIT) excess.held.push(reading)
      return refusals.over_quota({ thing: thing.code, perMinute: meter.perMinuteOf(thing.type) })
    },
    /** Takes over quotas and what is held, as the database has them. */
    async restore(tx: Tx): Promise<void> {
      meter.set(await listQuotas(tx))
      const before = open
      open = new Map((await listHeld(tx)).map(({ id, thingId, heldCount }) => [thingId, { id, held: heldCount }]))
      for (const thingId of before.keys()) {
        const number = open.has(thingId) ? undefined : registry.findById(thingId)?.number
        if (number !== undefined) meter.forgive(number)
      }
    },
    /** Writes what a batch holds back, in the transaction of its readings. */
    async write(tx: Tx, record: (entry: NewEntry) => Promise<unknown>, batch: Batch, now: Date): Promise<void> {
      for (const excess of batch.excess.values()) {
        const { thing, count, held } = excess
        const known = open.get(thing.id)
        const first = known?.held ?? 0
        if (known !== undefined) await addToQuarantine(tx, known.id, count, held.length, now)
        const id = known?.id ?? (await begin(tx, record, excess, now))
        const rows = held.map(({ series, seq, atMs, value }, i) => ({
          no: first + i + 1,
          seriesId: series,
          seq,
          at: new Date(atMs),
          value,
        }))
        if (rows.length > 0) await insertHeld(tx, id, rows)
        open.set(thing.id, { id, held: first + held.length })
      }
    },
    heldThings: (): number => open.size,
  }
}
