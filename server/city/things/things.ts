import type {
  ChangeThing,
  NearQuery,
  RegisterThings,
  SaveThingType,
  Thing,
  ThingQuery,
  ThingsRegistered,
  ThingType,
} from '../../../contract/city/index.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Tx } from '../../kernel/database/pool.ts'
import { gramsSought } from '../../kernel/grams.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { Keeper } from '../atlas/keeper.ts'
import { errors } from '../errors.ts'
import { distanceM, planeAt } from '../ground/shape/plane.ts'
import * as queries from './queries.ts'
import { changeThing, registerThings } from './register.ts'
import { saveThingType } from './types.ts'

export type Things = ReturnType<typeof createThings>
/** What to list; retired ones too unless said otherwise. */
type ThingWish = Omit<ThingQuery, 'state'> & Partial<Pick<ThingQuery, 'state'>>
export type ThingNear = Thing & { readonly distanceM: number }

// A map window or a walk around somebody: more than this is drawn as tiles, not as a list.
const MOST_IN_A_BOX = 5000

const startsOf = (words: string): string[] => [...new Set([words, words.toUpperCase()])]

/** What stands about in the city: kinds of thing, things, which are near. */
export function createThings(kernel: Kernel, keeper: Keeper) {
  const seen = <T>(ctx: Ctx, work: (tx: Tx, sight: queries.Sight) => Promise<T>): Promise<T> =>
    kernel.read(ctx, 'city.view-things', (tx, ranges) =>
      work(tx, { ranges, withPrivate: kernel.access.can(ctx.actor, 'city.view-private-things') }),
    )

  function whereIs(lon: number, lat: number, what: string) {
    const location = keeper.current().locate(lon, lat)
    if (location === null) throw errors.outside({ lon, lat, what })
    const { divisionKey, unitGrid, responsibilityGrid } = location
    return { divisionKey, unitGrid, responsibilityGrid }
  }

  return {
    listTypes: (ctx: Ctx): Promise<ThingType[]> => kernel.read(ctx, 'city.view-things', queries.listTypes),
    findThing: (ctx: Ctx, code: string): Promise<Thing | undefined> =>
      seen(ctx, (tx, { withPrivate }) => queries.findThing(tx, code, withPrivate)),
    /** By map window (unordered, standing ones only), or page by page in order of their codes. */
    async listThings(ctx: Ctx, wish: ThingWish): Promise<{ items: Thing[]; next: string | null }> {
      const query = { state: 'all' as const, ...wish }
      const { box, limit, q = '' } = query
      if (box !== undefined) {
        const types = query.type === undefined ? null : [query.type]
        const found = await seen(ctx, (tx, sight) => queries.listThingsInBox(tx, sight, box, types, limit))
        const { within = '' } = query
        return { items: found.filter((thing) => thing.divisionKey.startsWith(within)), next: null }
      }
      const grams = gramsSought(q)
      if (q !== '' && grams.length === 0) return { items: [], next: null }
      const more = { ...query, limit: limit + 1 }
      const found = await seen(ctx, async (tx, sight) => {
        if (q === '') return queries.listThings(tx, sight, more)
        const worded = await queries.searchThings(tx, sight, grams, more)
        return worded.length > 0 ? worded : queries.listCodedThings(tx, sight, startsOf(q), more)
      })
      const items = found.slice(0, limit)
      return { items, next: found.length > limit ? (items.at(-1)?.code ?? null) : null }
    },
    /** Things whose codes begin so, as it is written or in capitals. */
    listCoded: (ctx: Ctx, start: string, query: ThingWish): Promise<Thing[]> =>
      seen(ctx, (tx, sight) => queries.listCodedThings(tx, sight, startsOf(start), { state: 'all', ...query })),
    /** The things that one `things.registered` entry is about, by the batch its payload names. */
    listBatch: (ctx: Ctx, batch: string): Promise<Thing[]> => seen(ctx, (tx) => queries.listBatch(tx, batch)),
    /** For the program itself: everything that stands, or what still stands of some ids. */
    listStanding: (ids?: readonly string[]): Promise<queries.StandingThing[]> =>
      kernel.pool.whole((tx) => queries.listStanding(tx, ids ?? null)),
    /** Nearest first. */
    async nearestThings(ctx: Ctx, { lon, lat, withinM, limit }: NearQuery): Promise<ThingNear[]> {
      const plane = planeAt([lon, lat])
      const [west, south] = plane.toDegrees([-withinM, -withinM])
      const [east, north] = plane.toDegrees([withinM, withinM])
      const around = await seen(ctx, (tx, sight) =>
        queries.listThingsInBox(tx, sight, [west, south, east, north], null, MOST_IN_A_BOX),
      )
      return around
        .map((thing) => ({ ...thing, distanceM: Math.round(distanceM([lon, lat], [thing.lon, thing.lat])) }))
        .filter((thing) => thing.distanceM <= withinM)
        .sort((a, b) => a.distanceM - b.distanceM)
        .slice(0, limit)
    },
    /** With the pack that brings it, or null for one made by hand, which may be any but a pack's. */
    saveThingType: (ctx: Ctx, commandId: string, input: SaveThingType, pack: string | null = null) =>
      kernel.run(saveThingType, ctx, commandId, { ...input, pack }),
    /** For the program itself: the types that no pack brought. */
    listOwnTypes: async (): Promise<ThingType[]> =>
      (await kernel.pool.whole(queries.listTypes)).filter(({ pack }) => pack === null),
    /** Registers a batch, all or none; where each thing lies is looked up here. */
    async registerThings(ctx: Ctx, commandId: string, { things, onlyNew }: RegisterThings): Promise<ThingsRegistered> {
      const placed = things.map((thing) => ({ ...thing, ...whereIs(thing.lon, thing.lat, thing.code) }))
      return await kernel.run(registerThings, ctx, commandId, { things: placed, onlyNew })
    },
    async changeThing(ctx: Ctx, commandId: string, code: string, input: ChangeThing): Promise<{ version: number }> {
      const { position } = input
      const where = position && whereIs(position.lon, position.lat, code)
      return await kernel.run(changeThing, ctx, commandId, { ...input, code, where })
    },
  }
}
