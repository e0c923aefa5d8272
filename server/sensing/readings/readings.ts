import type { LatestOfThing, SensingOverview, ThingBuckets, ThingReadings } from '../../../contract/sensing.ts'
import { type KeyRange, subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { KnownAbsences } from '../absences/known.ts'
import type { Newest } from '../intake/newest.ts'
import type { Words } from '../intake/words.ts'
import type { Sum } from '../kept/lookup/accumulate.ts'
import { type Counted, isVoid } from '../kept/lookup/correct.ts'
import type { Lookup } from '../kept/lookup/lookup.ts'
import { widthFor } from '../kept/lookup/width.ts'
import type { Registry, SensedProperty, ThingEntry } from '../registry/registry.ts'

export interface ReadingDeps {
  kernel: Kernel
  registry: Registry
  newest: Newest
  words: Words
  absences: KnownAbsences
  lookup: Lookup
}

const VIEW = 'reading.view'
const VIEW_PRIVATE = 'reading.view-private'
const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** The rules shipped call a thing silent after an hour; what is slower than that is rare. */
const HEARD_WITHIN_MINUTES = 60

const holds = (ranges: readonly KeyRange[], key: string): boolean => ranges.some(({ lo, hi }) => key >= lo && key < hi)

export interface LatestFilter {
  readonly division?: string | undefined
  readonly bbox?: readonly [number, number, number, number] | undefined
  readonly type?: string | undefined
  /** Nothing at people's homes, whoever asks. */
  readonly wall?: boolean | undefined
  readonly limit: number
}

export type ReadingViews = ReturnType<typeof createReadingViews>

/** Readings as people look at them: one thing over a time, and the newest of one or many from memory. */
export function createReadingViews({ kernel, registry, newest, words, absences, lookup }: ReadingDeps) {
  const maySeePrivate = (ctx: Ctx): boolean => kernel.access.can(ctx.actor, VIEW_PRIVATE)

  function getThing(ctx: Ctx, id: string): ThingEntry {
    const entry = registry.findByCode(id) ?? registry.findById(id)
    if (entry === undefined) throw kernelErrors.not_found()
    kernel.access.require(ctx.actor, VIEW, entry.divisionKey)
    if (entry.isPrivate && !maySeePrivate(ctx)) throw kernelErrors.not_found()
    return entry
  }

  const shown = (property: SensedProperty, value: number): number | boolean | string =>
    property.kind === 'boolean' ? value === 1 : property.kind === 'string' ? words.text(value) : value

  function latestOf(entry: ThingEntry, nowMs: number): LatestOfThing {
    const values: LatestOfThing['values'] = {}
    entry.properties.forEach((property, place) => {
      const series = entry.series[place] ?? 0
      const at = newest.atOf(series)
      if (at === undefined) return
      const value = shown(property, newest.valueOf(series))
      values[property.name] = { value, unit: property.unit, at: new Date(at).toISOString() }
    })
    const { id, code, type, name, divisionKey, lon, lat } = entry
    return { id, code, type, name, divisionKey, lon, lat, absence: absences.at(id, nowMs), values }
  }

  /** What the caller may see of a division. */
  function* inSight(ctx: Ctx, { division = '', wall = false }: Pick<LatestFilter, 'division' | 'wall'>) {
    kernel.access.require(ctx.actor, VIEW)
    const ranges = kernel.access.ranges(ctx.actor, VIEW)
    const within = subtree(division)
    const withPrivate = maySeePrivate(ctx) && !wall
    for (const entry of registry.all()) {
      if (!holds(ranges, entry.divisionKey) || !holds([within], entry.divisionKey)) continue
      if (withPrivate || !entry.isPrivate) yield entry
    }
  }

  /** When anything was last read of a thing, in ms; undefined if never. */
  const heardAt = ({ series }: ThingEntry): number | undefined =>
    series.reduce<number | undefined>((last, one) => {
      const at = newest.atOf(one)
      return at === undefined || (last !== undefined && last > at) ? last : at
    }, undefined)

  return {
    getThing,
    maySeePrivate,
    /** A kept number as its property says it. */
    shown,
    /** Things the caller may see of an area, of a type. */
    *thingsOf(ctx: Ctx, filter: Pick<LatestFilter, 'division' | 'bbox' | 'type'>) {
      for (const entry of inSight(ctx, filter)) if (isWanted(entry, filter)) yield entry
    },
    absenceOf: (ctx: Ctx, thingId: string) => absences.at(thingId, ctx.clock.now().getTime()),
    positionOf(id: string): { lon: number; lat: number } | null {
      const entry = registry.findById(id)
      return entry === undefined ? null : { lon: entry.lon, lat: entry.lat }
    },
    /** How many of the things the caller may see report. */
    countHeard(ctx: Ctx, filter: { division?: string | undefined; wall?: boolean }): SensingOverview['things'] {
      const since = ctx.clock.now().getTime() - HEARD_WITHIN_MINUTES * MINUTE_MS
      const counts = { heard: 0, silent: 0, never: 0, withinMinutes: HEARD_WITHIN_MINUTES }
      for (const entry of inSight(ctx, filter)) {
        const at = heardAt(entry)
        counts[at === undefined ? 'never' : at >= since ? 'heard' : 'silent'] += 1
      }
      return counts
    },
    latest: (ctx: Ctx, id: string): LatestOfThing => latestOf(getThing(ctx, id), ctx.clock.now().getTime()),
    /** Things the caller may see, as many as `limit`. */
    latestOfMany(ctx: Ctx, filter: LatestFilter): { items: LatestOfThing[]; truncated: boolean } {
      const items: LatestOfThing[] = []
      const nowMs = ctx.clock.now().getTime()
      for (const entry of inSight(ctx, filter)) {
        if (!isWanted(entry, filter)) continue
        if (items.length === filter.limit) return { items, truncated: true }
        items.push(latestOf(entry, nowMs))
      }
      return { items, truncated: false }
    },
    async readings(ctx: Ctx, id: string, query: ReadingsFilter): Promise<ThingReadings> {
      const entry = getThing(ctx, id)
      const { from, to } = spanOf(ctx, query)
      const series: ThingReadings['series'] = []
      for (const [place, property] of propertiesOf(entry, query.property)) {
        const number = entry.series[place] ?? 0
        const { readings, truncated } = await lookup.newest(ctx, number, from.getTime(), to.getTime(), query.limit)
        const items = readings.flatMap((one) => shownReading(property, one, query.originals === true)).reverse()
        series.push({ property: property.name, unit: property.unit, readings: items, truncated })
      }
      const thing = { id: entry.id, code: entry.code }
      return { thing, from: from.toISOString(), to: to.toISOString(), series }
    },
    /** What readings of a thing come to by equal spans of time: as many as fit `points`. */
    async buckets(ctx: Ctx, id: string, query: BucketsFilter): Promise<ThingBuckets> {
      const entry = getThing(ctx, id)
      const { from, to } = spanOf(ctx, query)
      const span = { from: from.getTime(), to: to.getTime() }
      const widthMs = widthFor(span.to - span.from, query.points)
      const series: ThingBuckets['series'] = []
      for (const [place, property] of propertiesOf(entry, query.property)) {
        const question = { series: entry.series[place] ?? 0, span, widthMs, originMs: lookup.originMs }
        const sums = await lookup.sums(ctx, question)
        series.push({
          property: property.name,
          unit: property.unit,
          buckets: sums.map(({ startMs, sum }) => shownBucket(property, startMs, sum)),
        })
      }
      const thing = { id: entry.id, code: entry.code }
      return { thing, from: from.toISOString(), to: to.toISOString(), widthMs, series }
    },
  }

  function shownReading(property: SensedProperty, one: Counted, originals: boolean) {
    const at = new Date(one.atMs).toISOString()
    if (one.correction === undefined) return [{ at, value: shown(property, one.value) }]
    if (isVoid(one) && !originals) return []
    const original = shown(property, one.original ?? one.value)
    const { id, kind, reason } = one.correction
    return [{ at, value: shown(property, one.value), corrected: { id, kind, reason, original } }]
  }

  function shownBucket(property: SensedProperty, startMs: number, { count, min, max, sum, last }: Sum) {
    const isText = property.kind === 'string'
    return {
      at: new Date(startMs).toISOString(),
      count,
      min: isText ? null : min,
      max: isText ? null : max,
      mean: isText ? null : sum / count,
      last: shown(property, last),
    }
  }
}

interface SpanFilter {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly property?: string | undefined
}
interface ReadingsFilter extends SpanFilter {
  readonly limit: number
  /** Readings that count for nothing are shown as well. */
  readonly originals?: boolean | undefined
}
interface BucketsFilter extends SpanFilter {
  readonly points: number
}

/** The last day, unless something else is asked for. */
function spanOf(ctx: Ctx, { from, to }: SpanFilter): { from: Date; to: Date } {
  const end = to === undefined ? ctx.clock.now() : new Date(to)
  return { from: from === undefined ? new Date(end.getTime() - DAY_MS) : new Date(from), to: end }
}

const propertiesOf = ({ properties }: ThingEntry, wanted: string | undefined): [number, SensedProperty][] =>
  [...properties.entries()].filter(([, { name }]) => wanted === undefined || name === wanted)

const isWanted = (entry: ThingEntry, { type, bbox }: Pick<LatestFilter, 'type' | 'bbox'>): boolean =>
  (type === undefined || entry.type === type) && (bbox === undefined || isInside(entry, bbox))

const isInside = ({ lon, lat }: ThingEntry, [west, south, east, north]: readonly [number, number, number, number]) =>
  lon >= west && lon <= east && lat >= south && lat <= north
