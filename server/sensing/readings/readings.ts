import type { z } from 'zod'
import type { ThingReadings, ThingSeries, ThingSeriesQuery } from '../../../contract/sensing.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { KnownAbsences } from '../absences/known.ts'
import { errors } from '../errors.ts'
import type { Newest } from '../intake/newest.ts'
import { shownValue, type Words } from '../intake/words.ts'
import { placeOfProperty, type Registry, type ThingEntry } from '../registry/registry.ts'
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

export type ReadingViews = ReturnType<typeof createReadingViews>

/** Readings as people look at them: one thing over a time. */
export function createReadingViews({ kernel, registry, newest, words, absences, zone }: ReadingDeps) {
  const maySeePrivate = (ctx: Ctx): boolean => kernel.access.can(ctx.actor, VIEW_PRIVATE)

  function getThing(ctx: Ctx, id: string): ThingEntry {
    const entry = registry.findByCode(id) ?? registry.findById(id)
    if (entry === undefined) throw kernelErrors.not_found()
    kernel.access.require(ctx.actor, VIEW, entry.divisionKey)
    if (entry.isPrivate && !maySeePrivate(ctx)) throw kernelErrors.not_found()
    return entry
  }

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
            .map(({ at, value }) => ({ at: at.toISOString(), value: shownValue(words, property.kind, value) }))
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
