import type { LatestOfThing, ThingReadings } from '../../../contract/sensing.ts'
import { type KeyRange, subtree } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { kernelErrors } from '../../kernel/errors.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { Newest } from '../intake/newest.ts'
import type { Words } from '../intake/words.ts'
import type { Registry, SensedProperty, ThingEntry } from '../registry/registry.ts'
import { listReadings } from './queries.ts'

export interface ReadingDeps {
  kernel: Kernel
  registry: Registry
  newest: Newest
  words: Words
}

const VIEW = 'reading.view'
const VIEW_PRIVATE = 'reading.view-private'
const DAY_MS = 86_400_000

const holds = (ranges: readonly KeyRange[], key: string): boolean => ranges.some(({ lo, hi }) => key >= lo && key < hi)

export interface LatestFilter {
  readonly division?: string | undefined
  readonly bbox?: readonly [number, number, number, number] | undefined
  readonly type?: string | undefined
  readonly limit: number
}

export type ReadingViews = ReturnType<typeof createReadingViews>

/** Readings as people look at them: one thing over a time, and the newest of one or many from memory. */
export function createReadingViews({ kernel, registry, newest, words }: ReadingDeps) {
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

  function latestOf(entry: ThingEntry): LatestOfThing {
    const values: LatestOfThing['values'] = {}
    entry.properties.forEach((property, place) => {
      const series = entry.series[place] ?? 0
      const at = newest.atOf(series)
      if (at === undefined) return
      const value = shown(property, newest.valueOf(series))
      values[property.name] = { value, unit: property.unit, at: new Date(at).toISOString() }
    })
    return { id: entry.id, code: entry.code, values }
  }

  return {
    getThing,
    maySeePrivate,
    latest: (ctx: Ctx, id: string): LatestOfThing => latestOf(getThing(ctx, id)),
    /** Things the caller may see, as many as `limit`. */
    latestOfMany(ctx: Ctx, filter: LatestFilter): { items: LatestOfThing[]; truncated: boolean } {
      kernel.access.require(ctx.actor, VIEW)
      const ranges = kernel.access.ranges(ctx.actor, VIEW)
      const within = subtree(filter.division ?? '')
      const withPrivate = maySeePrivate(ctx)
      const items: LatestOfThing[] = []
      for (const entry of registry.all()) {
        if (!holds(ranges, entry.divisionKey) || !holds([within], entry.divisionKey)) continue
        if (entry.isPrivate && !withPrivate) continue
        if (filter.type !== undefined && entry.type !== filter.type) continue
        if (filter.bbox !== undefined && !isInside(entry, filter.bbox)) continue
        if (items.length === filter.limit) return { items, truncated: true }
        items.push(latestOf(entry))
      }
      return { items, truncated: false }
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
