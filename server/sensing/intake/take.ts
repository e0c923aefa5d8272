import type { Fault } from '../../kernel/errors.ts'
import type { Judge } from '../alarms/judge.ts'
import { refusals } from '../errors.ts'
import type { Quarantine } from '../quotas/quarantine.ts'
import { placeOfProperty, type Registry, type SensedProperty, type ThingEntry } from '../registry/registry.ts'
import { type Conversion, findConversion } from '../registry/units.ts'
import type { Batch, Outcome } from './batch.ts'
import { createInstantReader } from './instant.ts'
import type { Newest } from './newest.ts'
import type { Words } from './words.ts'

/** Bounds on when a reading can have been measured. */
export interface TimeLimits {
  /** A clock may run this much ahead. */
  futureMs: number
  /** Before this a device's clock was never set: they wake up in 1970 or 2000. */
  oldest: Date
}

export interface TakeDeps {
  registry: Registry
  newest: Newest
  words: Words
  limits: TimeLimits
  judge: () => Judge
  /** The number of the next reading. */
  nextNo: () => number
  quarantine: Pick<Quarantine, 'admits' | 'hold'>
}

const HOUR_MS = 3_600_000
const SEQ_MAX = 2_147_483_647
const TEXT_MAX = 200
const IMPOSSIBLE = 'sensing.impossible_value'

export type Taker = ReturnType<typeof createTaker>

/** Checks readings one by one and puts them into a batch: the hot path, called once a reading and without awaiting. */
export function createTaker(deps: TakeDeps) {
  const { registry, newest, words, limits, quarantine } = deps
  const instantOf = createInstantReader()
  const oldestMs = limits.oldest.getTime()
  const conversions = new Map<string, Conversion | null>()

  function conversionTo(property: SensedProperty, unit: unknown): Conversion | null {
    if (typeof unit !== 'string' || property.unit === null) return null
    const key = `${unit} ${property.unit}`
    const known = conversions.get(key)
    if (known !== undefined) return known
    const found = findConversion(unit, property.unit) ?? null
    // Units are few; a device that makes them up must not fill the memory.
    if (conversions.size < 1000) conversions.set(key, found)
    return found
  }

  /** A number in the property's unit, as it is kept. */
  function numberOf(property: SensedProperty, value: unknown, unit: unknown): number | Fault {
    if (typeof value !== 'number' || !Number.isFinite(value)) return wrongType(property, value)
    let kept = value
    if (unit !== undefined && unit !== null && unit !== property.unit) {
      const conversion = conversionTo(property, unit)
      if (conversion === null)
        return refusals.wrong_unit({ unit: brief(unit), expected: property.unit ?? '1', property: property.name })
      kept = value * conversion.factor + conversion.offset
    }
    if (kept >= property.min && kept <= property.max) return kept
    const { name, min, max } = property
    return refusals.impossible_value({ property: name, value: kept, min, max, unit: property.unit ?? '1' })
  }

  function keptOf(batch: Batch, property: SensedProperty, value: unknown, unit: unknown): number | Fault {
    if (property.kind === 'number') return numberOf(property, value, unit)
    if (property.kind === 'boolean') {
      if (value === true || value === 1) return 1
      return value === false || value === 0 ? 0 : wrongType(property, value)
    }
    if (typeof value !== 'string' || value.length > TEXT_MAX) return wrongType(property, value)
    const number = words.number(value, (word) => batch.words.push(word))
    return number ?? refusals.too_many_texts({ property: property.name })
  }

  function timeOf(at: unknown, series: number, nowMs: number): number | Fault {
    // Measured as it arrives, and after the last one: two within a millisecond are two readings.
    if (at === undefined || at === null) return Math.max(nowMs, (newest.atOf(series) ?? 0) + 1)
    const atMs = instantOf(at)
    if (Number.isNaN(atMs)) return refusals.bad_time({ at: brief(at) })
    if (atMs > nowMs + limits.futureMs)
      return refusals.future_time({ at: iso(atMs), minutes: limits.futureMs / 60_000 })
    if (atMs < oldestMs) return refusals.too_old({ at: iso(atMs), oldest: iso(oldestMs) })
    return atMs
  }

  function keep(
    batch: Batch,
    outcome: Outcome,
    index: number,
    entry: ThingEntry,
    place: number,
    kept: number,
    atMs: number,
    seq: number,
  ): void {
    const series = entry.series[place] ?? 0
    const seen = newest.place(series, atMs, seq, kept)
    if (seen === 'new') {
      batch.rows.add(series, seq, atMs, kept, deps.nextNo())
      batch.hours.add(Math.floor(atMs / HOUR_MS))
      outcome.recorded += 1
      deps.judge().observe(entry, place, kept, atMs, batch.firings)
    } else if (seen === 'duplicate') outcome.duplicates.push(index)
    else {
      batch.unsure.push({ series, seq, atMs, value: kept, outcome, index })
      batch.hours.add(Math.floor(atMs / HOUR_MS))
    }
  }

  function take(
    batch: Batch,
    outcome: Outcome,
    index: number,
    entry: ThingEntry,
    place: number,
    item: Item,
    nowMs: number,
  ): Fault | undefined {
    const property = entry.properties[place]
    if (property === undefined) return refusals.unknown_property({ thing: entry.code, property: '' })
    if (!outcome.source.may(entry)) return refusals.not_permitted({ thing: entry.code })
    const kept = keptOf(batch, property, item.value, item.unit)
    const atMs = timeOf(item.at, entry.series[place] ?? 0, nowMs)
    if (typeof kept === 'object') {
      if (kept.code === IMPOSSIBLE && typeof atMs === 'number') newest.doubt(entry.series[place] ?? 0, atMs)
      return kept
    }
    if (typeof atMs === 'object') return atMs
    const seq = item.seq ?? 0
    if (typeof seq !== 'number' || !Number.isInteger(seq) || seq < 0 || seq > SEQ_MAX)
      return refusals.bad_sequence({ seq: brief(item.seq) })
    if (!quarantine.admits(entry, outcome.source, atMs, nowMs))
      return quarantine.hold(batch, entry, outcome.source, { series: entry.series[place] ?? 0, seq, atMs, value: kept })
    keep(batch, outcome, index, entry, place, kept, atMs, seq)
    return undefined
  }

  return {
    /** Takes one reading by the thing's code; gives the reason if it is refused. */
    reading(batch: Batch, outcome: Outcome, index: number, item: Item, nowMs: number): Fault | undefined {
      const { thing, property } = item
      if (typeof thing !== 'string') return refusals.malformed({ detail: 'thing' })
      if (typeof property !== 'string') return refusals.malformed({ detail: 'property' })
      const entry = registry.findByCode(thing)
      if (entry === undefined) return refusals.unknown_thing({ thing: brief(thing) })
      const place = placeOfProperty(entry, property)
      if (place < 0) return refusals.unknown_property({ thing: entry.code, property: brief(property) })
      return take(batch, outcome, index, entry, place, item, nowMs)
    },
    /** Takes one reading by the number of its series. */
    ofSeries(
      batch: Batch,
      outcome: Outcome,
      index: number,
      series: unknown,
      item: { value: unknown; at: unknown },
      nowMs: number,
    ): Fault | undefined {
      const entry = typeof series === 'number' ? registry.findBySeries(series) : undefined
      if (entry === undefined || typeof series !== 'number') return refusals.unknown_series({ series: brief(series) })
      return take(batch, outcome, index, entry, registry.placeOf(series), item, nowMs)
    },
  }
}

/** A reading as it arrives, nothing of it checked. */
export interface Item {
  thing?: unknown
  property?: unknown
  value?: unknown
  unit?: unknown
  at?: unknown
  seq?: unknown
}

const iso = (ms: number): string => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : String(ms))

/** What was sent, short enough for a message. */
const brief = (given: unknown): string => String(typeof given === 'object' ? JSON.stringify(given) : given).slice(0, 80)

const wrongType = (property: SensedProperty, given: unknown): Fault =>
  refusals.wrong_type({ property: property.name, expected: property.kind, given: brief(given) })
