import type { Kernel } from '../../kernel/index.ts'
import { noLayers } from '../ground/ground.ts'
import { readGround } from '../places/queries.ts'
import { type Atlas, atlasOf } from './atlas.ts'

/** Keeps the atlas in step with the tables: made at the start, and again whenever boundaries were changed by anybody. */
export function createKeeper(kernel: Kernel) {
  let atlas = atlasOf({ divisions: [], grids: [], layers: noLayers })

  let refreshing: Promise<void> = Promise.resolve()

  async function read(): Promise<void> {
    atlas = atlasOf(await kernel.pool.whole(readGround))
  }

  /** One after the other: each reads what was written before it began. */
  function refresh(): Promise<void> {
    refreshing = refreshing.then(read, read)
    return refreshing
  }

  kernel.bus.follow('city.atlas', ['ground.laid', 'division.saved', 'divisions.imported', 'grids.imported'], refresh, {
    from: 'now',
  })
  return {
    current: (): Atlas => atlas,
    refresh,
    /** Resolves when no change is being taken over: a page that heard of one must not be answered from before it. */
    settled: (): Promise<void> => refreshing.catch(() => undefined),
  }
}

export type Keeper = ReturnType<typeof createKeeper>
