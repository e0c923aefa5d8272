import type { Thing } from '../../contract/city/index.ts'
import type { City } from '../city/index.ts'
import { systemCtx } from '../kernel/actor.ts'
import type { Kernel } from '../kernel/index.ts'
import type { SensedThing, Sensing } from '../sensing/index.ts'

const A_PAGE = 5000

const toSensed = ({ registeredAt, ...thing }: Thing): SensedThing => ({ ...thing, since: new Date(registeredAt) })

const standing = (things: readonly Thing[]): SensedThing[] => things.filter((thing) => !thing.retired).map(toSensed)

/** The city's things as sensing asks for them: all, page by page, or those of some ids. */
export function sensedThings(kernel: Kernel, city: City) {
  const ctx = systemCtx('sensing', kernel.clock)
  return async (ids?: readonly string[]): Promise<SensedThing[]> => {
    if (ids !== undefined) return standing(await city.listThingsById(ctx, ids))
    const found: SensedThing[] = []
    for (let after: string | undefined = ''; after !== undefined; ) {
      const page: { items: Thing[]; next: string | null } = await city.listThings(ctx, { after, limit: A_PAGE })
      found.push(...standing(page.items))
      after = page.next ?? undefined
    }
    return found
  }
}

/** Tells sensing of things that were registered, moved or retired. */
export function followThings(kernel: Kernel, city: City, sensing: Sensing): void {
  kernel.bus.follow(
    'sensing.things',
    ['things.registered', 'thing.changed'],
    async (entry, ctx) => {
      const { batch } = entry.payload as { batch?: string }
      const ids =
        batch === undefined
          ? [String(entry.matter).slice('thing:'.length)]
          : (await city.listBatch(ctx, batch)).map((thing) => thing.id)
      await sensing.refresh(ids)
    },
    { from: 'now' },
  )
}
