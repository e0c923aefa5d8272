import { nearestOn, warpOf } from '../shape/line.ts'
import { distance, type Point } from '../shape/plane.ts'
import { type Random, randomFrom, seedOf } from '../shape/random.ts'
import type { Band } from './faces.ts'

/** What a block is built up with. */
export const BLOCK_USES = ['towers', 'offices', 'court', 'homes', 'high-homes', 'lanes', 'halls', 'school'] as const
export type BlockUse = (typeof BLOCK_USES)[number]

/** What stands on a block: its kind, and of how many floors most of it is. */
export interface Built {
  readonly use: BlockUse
  readonly floors: number
}

// A place of this size has towers as high as they come; a small town has none.
const GREAT_M2 = 25_000_000
const CENTRE_M = 480
const ROAD_M = 90
const BROAD_M = 26
const APART_M = 1400

/** Decides what is built where: high in the middles and along broad roads, old lanes and halls in quarters of their own. */
export function usesOf(seed: number, bands: readonly Band[], middle: Point, areaM2: number) {
  const great = Math.min(1, areaM2 / GREAT_M2)
  const broad = bands.filter(({ isWater, widthM }) => !isWater && widthM >= BROAD_M)
  const centres = centresOf(broad, randomFrom(seedOf(seed, 'centres')), 1 + Math.floor(areaM2 / 9_000_000))
  if (centres.length === 0) centres.push(middle)
  const quarter = warpOf(seedOf(seed, 'quarters'), 1, 900)
  const random = randomFrom(seedOf(seed, 'uses'))

  return (at: Point, sizeM2: number): Built => {
    const core = Math.max(...centres.map((centre) => Math.exp(-((distance(centre, at) / CENTRE_M) ** 2))))
    const isAtRoad = broad.some(({ line, widthM }) => nearestOn(line, at).distanceM < widthM / 2 + ROAD_M)
    const busy = core + (isAtRoad ? 0.2 : 0) + (random() - 0.5) * 0.3
    const old = quarter(at)[0] - at[0]
    const [kind, height] = [random(), random()]
    const upTo = (low: number, high: number) =>
      Math.max(2, Math.round(low + (high - low) * height * (0.3 + 0.7 * great)))
    if (busy > 0.72) return { use: 'towers', floors: upTo(14, 52) }
    if (busy > 0.42) return { use: 'offices', floors: upTo(8, 26) }
    if (kind < 0.035 && sizeM2 > 11_000) return { use: 'school', floors: upTo(3, 5) }
    if (old > 0.42) return kind < 0.75 ? { use: 'lanes', floors: upTo(2, 3) } : { use: 'court', floors: upTo(5, 8) }
    if (old < -0.5 && core < 0.1) return { use: 'halls', floors: upTo(2, 4) }
    if (kind < 0.56) return { use: 'homes', floors: upTo(5, 7) }
    if (kind < 0.8) return { use: 'high-homes', floors: upTo(11, 30) }
    return kind < 0.93 ? { use: 'court', floors: upTo(5, 11) } : { use: 'offices', floors: upTo(6, 14) }
  }
}

/** Where broad roads meet, far from each other. */
function centresOf(broad: readonly Band[], random: Random, most: number): Point[] {
  const crossings = broad.flatMap((one, i) =>
    broad.slice(i + 1).flatMap((other) => {
      const at = one.line.find((point) => nearestOn(other.line, point).distanceM < 60)
      return at === undefined ? [] : [{ at, rank: random() }]
    }),
  )
  const chosen: Point[] = []
  for (const { at } of crossings.sort((a, b) => a.rank - b.rank)) {
    if (chosen.length < most && chosen.every((other) => distance(other, at) > APART_M)) chosen.push(at)
  }
  return chosen
}
