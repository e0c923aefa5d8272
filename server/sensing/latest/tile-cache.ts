import type { Sight, Wanted } from './select.ts'
import type { TileAddress } from './tile.ts'

/** What many pages ask for in the same second is drawn once. */
const KEPT_MS = 1000
const TILES_LIMIT = 256

/** Keeps tiles for a second, apart for everybody who may see something else. */
export function createTileCache() {
  const tiles = new Map<string, { readonly drawnMs: number; readonly tile: Buffer }>()
  return function cached(
    nowMs: number,
    key: { address: TileAddress; sight: Sight; wanted: Wanted },
    draw: () => Buffer,
  ): Buffer {
    const text = JSON.stringify(key)
    const known = tiles.get(text)
    if (known !== undefined && nowMs - known.drawnMs < KEPT_MS && nowMs >= known.drawnMs) return known.tile
    const tile = draw()
    if (tiles.size >= TILES_LIMIT) tiles.clear()
    tiles.set(text, { drawnMs: nowMs, tile })
    return tile
  }
}
