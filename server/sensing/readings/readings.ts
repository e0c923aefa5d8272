import type { ThingReadings } from '../../../contract/sensing.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { KnownAbsences } from '../absences/known.ts'
import { shownValue, type Words } from '../intake/words.ts'
import type { Registry, ThingEntry } from '../registry/registry.ts'
import { listReadings } from './queries.ts'

export interface ReadingDeps {
  kernel: Kernel
  registry: Registry
  words: Words
  absences: KnownAbsences
}

const VIEW = 'reading.view'
const VIEW_PRIVATE = 'reading.view-private'
const DAY_MS = 86_400_000

export type ReadingViews = ReturnType<typeof createReadingViews>

/** Readings as people look at them: one thing over a time. */
export function createReadingViews({ kernel, registry, words, absences }: ReadingDeps) {
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
