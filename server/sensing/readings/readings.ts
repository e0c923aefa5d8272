import type { z } from 'zod'
import type {
  LatestOfThing,
  SensingOverview,
  ThingReadings,
  ThingSeries,
  ThingSeriesQuery,
} from '../../../contract/sensing.ts'
import { type KeyRange, subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { KnownAbsences } from '../absences/known.ts'
import { errors } from '../errors.ts'
import type { Newest } from '../intake/newest.ts'
import type { Words } from '../intake/words.ts'
import { placeOfProperty, type Registry, type SensedProperty, type ThingEntry } from '../registry/registry.ts'
import { readCourse, timeMeant } from './course.ts'
import { listReadings } from './queries.ts'

export interface ReadingDeps {
  kernel: Kernel
  registry: Registry
  newest: Newest
  words: Words
  absences: KnownAbsences
  zone: string
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
export function createReadingViews({ kernel, registry, newest, words, absences, zone }: ReadingDeps) {
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
        if (filter.type !== undefined && entry.type !== filter.type) continue
        if (filter.bbox !== undefined && !isInside(entry, filter.bbox)) continue
        if (items.length === filter.limit) return { items, truncated: true }
        items.push(latestOf(entry, nowMs))
      }
      return { items, truncated: false }
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
      const course = await kernel.read(ctx, VIEW, (tx) =>
        readCourse(tx, series, between, { points: query.points, zone }),
      )
      return {
        thing: { id: entry.id, code: entry.code },
        ...{ property, kind, unit, ...course, isCurrent: between.isCurrent },
        from: between.from.toISOString(),
        to: between.to.toISOString(),
        newestAt: newestMs === undefined ? null : new Date(newestMs).toISOString(),
      }
    },
    async readings(
      ctx: Ctx,
      id: string,
      query: { from?: string | undefined; to?: string | undefined; property?: string | undefined; limit: number },
    ): Promise<ThingReadings> {
      const entry = getThing(ctx, id)
      const to = query.to === undefined ? ctx.clock.now() : new Date(query.to)
      const from = query.from === undefined ? new Date(to.getTime() - DAY_MS) : new Date(query.from)
      const series = await kernel.read(ctx, VIEW, async (tx) => {
        const found: ThingReadings['series'] = []
        for (const [place, property] of entry.properties.entries()) {
          if (query.property !== undefined && property.name !== query.property) continue
          const rows = await listReadings(tx, entry.series[place] ?? 0, from, to, query.limit + 1)
          const readings = rows
            .slice(0, query.limit)
            .map(({ at, value }) => ({ at: at.toISOString(), value: shown(property, value) }))
            .reverse()
          found.push({ property: property.name, unit: property.unit, readings, truncated: rows.length > query.limit })
        }
        return found
      })
      const thing = { id: entry.id, code: entry.code }
      return { thing, from: from.toISOString(), to: to.toISOString(), series }
    },
  }
}

const isInside = ({ lon, lat }: ThingEntry, [west, south, east, north]: readonly [number, number, number, number]) =>
  lon >= west && lon <= east && lat >= south && lat <= north
