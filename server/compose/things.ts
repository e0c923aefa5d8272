import type { City } from '../city/index.ts'
import type { Kernel } from '../kernel/index.ts'
import type { Sensing } from '../sensing/index.ts'

/** Tells sensing of things that were registered, moved or retired. */
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
}
