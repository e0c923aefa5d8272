import type { ThingType } from '../../contract/city/index.ts'
import type { City } from '../city/index.ts'
import type { Kernel } from '../kernel/index.ts'
import type { RulePack, Sensing } from '../sensing/index.ts'

/** The types made by hand as packs without rules: `place.bench` is the type `bench` of a pack `place`. */
async function ownTypesOf(city: City): Promise<RulePack[]> {
  const packs = new Map<string, [string, RulePack['things'][string]][]>()
  for (const type of await city.listOwnTypes()) {
    const [id = '', name = ''] = type.code.split(/\.(.*)/s)
    packs.set(id, [...(packs.get(id) ?? []), [name, declared(type)]])
  }
  return [...packs].map(([id, things]) => ({ id, things: Object.fromEntries(things), rules: {}, inputs: {} }))
}

const declared = ({ name, prefix, isPrivate, properties, attributes }: ThingType): RulePack['things'][string] => ({
  title: name,
  code: prefix,
  private: isPrivate,
  properties,
  attributes,
})

/** What sensing asks of the city. */
export const sensedIn = (city: City) => ({
  things: city.listStanding,
  ownTypes: () => ownTypesOf(city),
  isContact: city.isContact,
})

/** Tells sensing of things that were registered, moved or retired, and of types that were made or changed by hand. */
export function followThings(kernel: Kernel, city: City, sensing: Sensing): void {
  kernel.bus.follow(
    'sensing.things',
    ['things.registered', 'thing.changed'],
    async (entry, ctx) => {
      const { batch, id } = entry.payload as { batch?: string; id?: string }
      const registered = batch === undefined ? [] : await city.listBatch(ctx, batch)
      await sensing.refresh(id === undefined ? registered.map((thing) => thing.id) : [id])
    },
    { from: 'now' },
  )
  kernel.bus.follow(
    'sensing.types',
    ['thing-type.saved'],
    async (entry) => {
      const { pack, isSame } = entry.payload as { pack?: string | null; isSame?: boolean }
      if (pack === null && isSame !== true) await sensing.refreshTypes()
    },
    { from: 'now' },
  )
}
