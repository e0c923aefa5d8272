import { distance, type Point, type Ring, signedArea } from '../shape/plane.ts'
import { type Random, randomFrom, seedOf } from '../shape/random.ts'
import { centroidOf, cutUp, frameOf } from './cut.ts'
import { type Edged, insetOf, ringOf } from './edged.ts'
import { type Band, facesOf } from './faces.ts'
import { type Built, usesOf } from './uses.ts'

/** A city block between its streets, in metres, and what is built on it. */
export interface FabricBlock extends Built {
  readonly ring: Ring
  readonly at: Point
}

/** Open ground with trees, and the ponds in it. */
export interface FabricPark {
  readonly ring: Ring
  readonly at: Point
  readonly areaM2: number
  readonly ponds: readonly Ring[]
}

export interface Fabric {
  readonly blocks: readonly FabricBlock[]
  readonly parks: readonly FabricPark[]
}

const HECTARE = 10_000
// About one hectare in sixteen is park, most of it in few large ones.
const LARGE_SHARE = 0.05
const SMALL_SHARE = 0.035
const LARGEST_PARK_M2 = 14 * HECTARE
const LEAST_PARK_M2 = 3 * HECTARE
// Shorter than this nobody cuts a street through.
const LEAST_LONG_M = 85
const POND_PARK_M2 = 3.4 * HECTARE

/** Streets, blocks and parks of a place: the same for the same seed. */
export function fabricOf(seed: number, outline: Ring, bands: readonly Band[]): Fabric {
  const random = randomFrom(seedOf(seed, 'fabric'))
  const built = usesOf(seed, bands, centroidOf(outline), signedArea(outline))
  const parkLands = new Set<Edged>()
  const isWhole = (land: Edged, areaM2: number): boolean => {
    if (areaM2 < LARGEST_PARK_M2 && areaM2 > LEAST_PARK_M2 && random() < LARGE_SHARE) {
      parkLands.add(land)
      return true
    }
    return areaM2 < (1.1 + random() * 1.7) * HECTARE || frameOf(ringOf(land)).longM < LEAST_LONG_M
  }
  const blocks: FabricBlock[] = []
  const parks: FabricPark[] = []
  for (const land of facesOf(outline, bands).flatMap((face) => cutUp(face, random, isWhole))) {
    const ring = insetOf(land)
    if (ring === null) continue
    const [at, areaM2] = [centroidOf(ring), signedArea(ring)]
    const isPark = parkLands.has(land) || (random() < SMALL_SHARE && areaM2 < 2 * HECTARE)
    if (isPark) parks.push({ ring, at, areaM2, ponds: areaM2 > POND_PARK_M2 ? pondsIn(ring, at, random) : [] })
    else blocks.push({ ring, at, ...built(at, areaM2) })
  }
  return { blocks, parks }
}

/** A round pond in the middle, where the park is wide enough for one. */
function pondsIn(ring: Ring, at: Point, random: Random): Ring[] {
  const room = Math.min(
    ...ring.map((corner) => distance(corner, at)),
    ...ring.map((a, i) => toSide(a, ring[(i + 1) % ring.length] ?? a, at)),
  )
  const radius = room * (0.45 + random() * 0.2)
  if (radius < 18) return []
  const [turn, stretched] = [random() * Math.PI, 1.1 + random() * 0.35]
  const pond = Array.from({ length: 14 }, (_, i): Point => {
    const angle = (i / 14) * 2 * Math.PI
    const reach = radius * (0.78 + random() * 0.22)
    const [x, y] = [Math.cos(angle) * reach * stretched, (Math.sin(angle) * reach) / stretched]
    return [at[0] + x * Math.cos(turn) - y * Math.sin(turn), at[1] + x * Math.sin(turn) + y * Math.cos(turn)]
  })
  return [pond]
}

function toSide(a: Point, b: Point, [x, y]: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const share = Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy || 1)))
  return Math.hypot(a[0] + dx * share - x, a[1] + dy * share - y)
}
