import type { CitySearchQuery, PlaceFound } from '../../../contract/city/index.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/index.ts'
import type { Atlas } from '../atlas/atlas.ts'
import type { Keeper } from '../atlas/keeper.ts'
import type { Things } from '../things/things.ts'
import { aboutOf, byFit, placeFinderOf } from './places.ts'

export type Search = ReturnType<typeof createSearch>

/** Places and addresses for anybody, from memory; things for those who may see them, in their own divisions. */
export function createSearch(kernel: Kernel, keeper: Keeper, things: Things) {
  let known: { atlas: Atlas; find: ReturnType<typeof placeFinderOf> } | undefined

  /** The names of the ground as it is now; made again when boundaries have changed. */
  function finder(atlas: Atlas) {
    if (known?.atlas !== atlas) known = { atlas, find: placeFinderOf(atlas) }
    return known.find
  }

  async function findThings(ctx: Ctx, atlas: Atlas, { q, limit }: CitySearchQuery): Promise<PlaceFound[]> {
    const types = new Map((await things.listTypes(ctx)).map(({ code, name }) => [code, name]))
    const [coded, { items }] = await Promise.all([
      things.listCoded(ctx, q, { state: 'standing', limit }),
      things.listThings(ctx, { q, state: 'standing', limit }),
    ])
    const found = new Map([...coded, ...items].map((thing) => [thing.id, thing]))
    return [...found.values()].map(({ name, code, type, divisionKey, lon, lat }) => ({
      kind: 'thing' as const,
      name,
      about: aboutOf(atlas, divisionKey, types.get(type)),
      code,
      divisionKey,
      lon,
      lat,
      bounds: null,
    }))
  }

  return {
    async search(ctx: Ctx, query: CitySearchQuery): Promise<PlaceFound[]> {
      const atlas = keeper.current()
      const places = finder(atlas)(query.q, query.limit)
      const withThings = query.of === 'all' && kernel.access.can(ctx.actor, 'city.view-things')
      const found = withThings ? await findThings(ctx, atlas, query) : []
      // A name such as a street's is in so many places that things of that name would never be shown.
      const leftToPlaces = query.limit - Math.min(found.length, Math.ceil(query.limit / 3))
      return [...places.slice(0, leftToPlaces), ...found].sort(byFit(query.q)).slice(0, query.limit)
    },
  }
}
