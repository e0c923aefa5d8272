import type { Kernel } from '../../kernel/index.ts'
import { noLayers } from '../ground/ground.ts'
import { readGround } from '../places/queries.ts'
import { type Atlas, atlasOf } from './atlas.ts'

/** Keeps the atlas in step with the tables: made at the start, and again whenever boundaries were changed by anybody. */
export function createKeeper(kernel: Kernel) {
  let atlas = atlasOf({ divisions: [], grids: [], layers: noLayers })

  async function refresh(): Promise<void> {
    atlas = atlasOf(await kernel.pool.whole(readGround))
  }

  kernel.bus.follow('city.atlas', ['ground.laid', 'division.saved', 'divisions.imported', 'grids.imported'], refresh, {
    from: 'now',
  })
  return { current: (): Atlas => atlas, refresh }
}

export type Keeper = ReturnType<typeof createKeeper>
