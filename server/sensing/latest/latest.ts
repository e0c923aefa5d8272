import type { LatestOfThing, LatestWhere } from '../../../contract/latest.ts'
import type { SensingOverview } from '../../../contract/sensing.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { KnownAbsences } from '../absences/known.ts'
import type { Alarms } from '../alarms/alarms.ts'
import type { Newest } from '../intake/newest.ts'
import { shownValue, type Words } from '../intake/words.ts'
import type { ReadingViews } from '../readings/readings.ts'
import type { Registry, ThingEntry } from '../registry/registry.ts'
import { createFleet } from './fleet.ts'
import { reportsNames, reportsOf } from './health.ts'
import { packLatest } from './packed.ts'
import { createSelect, type Sight } from './select.ts'
import { boxOfTile, type TileAddress } from './tile.ts'
import { createTileCache } from './tile-cache.ts'
import { drawTile } from './tiles.ts'
import { createWatch } from './watch.ts'

export interface LatestDeps {
  readonly kernel: Kernel
  readonly registry: Registry
  readonly newest: Newest
  readonly words: Words
  readonly absences: KnownAbsences
  readonly alarms: Alarms
  readonly views: ReadingViews
}

const VIEW = 'reading.view'
/** What one page watches thing by thing; more than these are drawn as groups, and asked for by tiles. */
const WATCHED_LIMIT = 5000

type Asked = Partial<LatestWhere>

export type LatestViews = ReturnType<typeof createLatestViews>

/** The newest of everything the caller may see, from memory: as lists, packed, as tiles of a map, and as it changes. */
export function createLatestViews({ kernel, registry, newest, words, absences, alarms, views }: LatestDeps) {
  const { columns } = registry
  const select = createSelect(columns)
  const cached = createTileCache()
  const fleet = createFleet({ registry, newest, alarms })

  function sightOf(ctx: Ctx, { wall = false }: { wall?: boolean | undefined }): Sight {
    kernel.access.require(ctx.actor, VIEW)
    return { ranges: kernel.access.ranges(ctx.actor, VIEW), withPrivate: views.maySeePrivate(ctx) && !wall }
  }

  const find = (ctx: Ctx, asked: Asked): Uint32Array => select(sightOf(ctx, asked), asked)

  function valuesOf({ properties, series }: ThingEntry): LatestOfThing['values'] {
    const values: LatestOfThing['values'] = {}
    properties.forEach((property, place) => {
      const one = series[place] ?? 0
      const at = newest.atOf(one)
      if (at === undefined) return
      const value = shownValue(words, property.kind, newest.valueOf(one))
      values[property.name] = { value, unit: property.unit, at: new Date(at).toISOString() }
    })
    return values
  }

  function latestOf(entry: ThingEntry, nowMs: number, healthOf: (number: number) => number): LatestOfThing {
    const { id, code, type, name, divisionKey, lon, lat } = entry
    const reports = reportsNames[reportsOf(healthOf(entry.number))] ?? 'never'
    const absence = absences.at(id, nowMs)
    return { id, code, type, name, divisionKey, lon, lat, absence, reports, values: valuesOf(entry) }
  }

  function* things(ctx: Ctx, asked: Asked): Generator<ThingEntry> {
    for (const number of find(ctx, asked)) {
      const entry = registry.findByNumber(number)
      if (entry !== undefined) yield entry
    }
  }

  function* each(ctx: Ctx, asked: Asked): Generator<LatestOfThing> {
    const nowMs = ctx.clock.now().getTime()
    const healthOf = fleet.healthAt(nowMs)
    for (const entry of things(ctx, asked)) yield latestOf(entry, nowMs, healthOf)
  }

  const healthNow = (ctx: Ctx) => fleet.healthAt(ctx.clock.now().getTime())
  const idOf = (number: number) => (columns.seriesCount(number) === 0 ? undefined : columns.seriesOf(number, 0))

  function tagsOf(number: number): Record<string, string> {
    const entry = registry.findByNumber(number)
    return entry === undefined ? {} : { code: entry.code, type: entry.type, zh: entry.name.zh, en: entry.name.en }
  }

  return {
    /** Things the caller may see. */
    things,
    each,
    of: (ctx: Ctx, id: string): LatestOfThing =>
      latestOf(views.getThing(ctx, id), ctx.clock.now().getTime(), healthNow(ctx)),
    /** Things the caller may see, as many as `limit`. */
    list(ctx: Ctx, { limit, ...asked }: Asked & { limit: number }): { items: LatestOfThing[]; truncated: boolean } {
      const items: LatestOfThing[] = []
      for (const one of each(ctx, asked)) {
        if (items.length === limit) return { items, truncated: true }
        items.push(one)
      }
      return { items, truncated: false }
    },
    packed: (ctx: Ctx, asked: Asked): Buffer =>
      packLatest(find(ctx, asked), { columns, newest, healthOf: healthNow(ctx) }, ctx.clock.now().getTime()),
    tile(ctx: Ctx, address: TileAddress, { division, type, wall }: Asked): Buffer {
      const sight = sightOf(ctx, { wall })
      const wanted = { division, type, bbox: boxOfTile(address) }
      return cached(ctx.clock.now().getTime(), { address, sight, wanted }, () =>
        drawTile(address, select(sight, wanted), { columns, healthOf: healthNow(ctx), tagsOf, idOf }),
      )
    },
    /** Follows the things of a window; too many to follow one by one are only counted. */
    watch(ctx: Ctx, asked: Asked) {
      const numbers = find(ctx, asked)
      if (numbers.length > WATCHED_LIMIT) return { count: numbers.length, take: undefined }
      const watch = createWatch(fleet, numbers)
      return {
        count: numbers.length,
        take: () =>
          watch.take(ctx.clock.now().getTime()).flatMap(({ number, health }) => {
            const entry = registry.findByNumber(number)
            const id = idOf(number)
            return entry === undefined || id === undefined ? [] : [{ id, health, values: plainValues(valuesOf(entry)) }]
          }),
      }
    },
    /** How many of the things the caller may see report. */
    countHeard(ctx: Ctx, asked: Asked): SensingOverview['things'] {
      const healthOf = healthNow(ctx)
      const counts = { heard: 0, silent: 0, never: 0, outOfRange: 0 }
      for (const number of find(ctx, asked)) {
        const name = reportsNames[reportsOf(healthOf(number))] ?? 'never'
        counts[countedAs[name]] += 1
      }
      return counts
    },
  }
}

const countedAs = { never: 'never', online: 'heard', late: 'silent', outOfRange: 'outOfRange' } as const

const plainValues = (values: LatestOfThing['values']) =>
  Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]))
