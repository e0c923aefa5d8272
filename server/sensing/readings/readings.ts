import type { z } from 'zod'
import type { ThingReadings } from '../../../contract/sensing.ts'
import type { ThingBuckets, ThingSeries, ThingSeriesQuery } from '../../../contract/series.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { KnownAbsences } from '../absences/known.ts'
import { errors } from '../errors.ts'
import type { Newest } from '../intake/newest.ts'
import { shownValue, type Words } from '../intake/words.ts'
import type { Sum } from '../kept/lookup/accumulate.ts'
import { type Counted, isVoid } from '../kept/lookup/correct.ts'
import type { Lookup } from '../kept/lookup/lookup.ts'
import { widthFor } from '../kept/lookup/width.ts'
import { placeOfProperty, type Registry, type SensedProperty, type ThingEntry } from '../registry/registry.ts'
import { readCourse, timeMeant } from './course.ts'

export interface ReadingDeps {
  kernel: Kernel
  registry: Registry
  newest: Newest
  words: Words
  absences: KnownAbsences
  zone: string
  lookup: Lookup
}

const VIEW = 'reading.view'
const VIEW_PRIVATE = 'reading.view-private'
const DAY_MS = 86_400_000

export type ReadingViews = ReturnType<typeof createReadingViews>

/** Readings as people look at them: one thing over a time. */
export function createReadingViews({ kernel, registry, newest, words, absences, zone, lookup }: ReadingDeps) {
  const maySeePrivate = (ctx: Ctx): boolean => kernel.access.can(ctx.actor, VIEW_PRIVATE)

  function getThing(ctx: Ctx, id: string): ThingEntry {
    const entry = registry.findByCode(id) ?? registry.findById(id)
    if (entry === undefined) throw kernelErrors.not_found()
    kernel.access.require(ctx.actor, VIEW, entry.divisionKey)
    if (entry.isPrivate && !maySeePrivate(ctx)) throw kernelErrors.not_found()
    return entry
  }

  const shown = ({ kind }: SensedProperty, value: number) => shownValue(words, kind, value)

  return {
    getThing,
    maySeePrivate,
    absenceOf: (ctx: Ctx, thingId: string) => absences.at(thingId, ctx.clock.now().getTime()),
    positionOf(id: string): { lon: number; lat: number } | null {
      const entry = registry.findById(id)
      return entry === undefined ? null : { lon: entry.lon, lat: entry.lat }
    },
    /** One property over a time in a bounded number of points; texts have no course. */
    async series(ctx: Ctx, id: string, query: z.output<typeof ThingSeriesQuery>): Promise<ThingSeries> {
      const entry = getThing(ctx, id)
      const place = placeOfProperty(entry, query.property)
      const declared = entry.properties[place]
      if (declared === undefined || declared.kind === 'string')
        throw errors.no_course({ thing: entry.code, property: query.property })
      const { name: property, kind, unit } = declared
      const series = entry.series[place] ?? 0
      const newestMs = newest.atOf(series)
      const between = timeMeant(query, ctx.clock.now().getTime(), newestMs)
      const course = await readCourse(lookup, ctx, series, between, { points: query.points, zone })
      return {
        thing: { id: entry.id, code: entry.code },
        ...{ property, kind, unit, ...course, isCurrent: between.isCurrent },
        from: between.from.toISOString(),
        to: between.to.toISOString(),
        newestAt: newestMs === undefined ? null : new Date(newestMs).toISOString(),
      }
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
