import { distance, isInside, isSimple, type Point, type Ring, segments, signedArea } from '../shape/plane.ts'

/** A corner of a piece of land, and how much of the side that begins there belongs to the street or bank along it. */
export interface Corner {
  readonly at: Point
  readonly halfM: number
}

/** Counter-clockwise, closed without repeating its first corner. */
export type Edged = readonly Corner[]

export const ringOf = (land: Edged): Ring => land.map(({ at }) => at)

export const areaOf = (land: Edged): number => signedArea(ringOf(land))

interface Crossing {
  readonly at: Point
  /** How far along the line: its segment and the share of it. */
  readonly along: number
  readonly side: number
  /** Share of the side before it. */
  readonly share: number
}

// The rest of a line goes on a little beyond where it left a piece, so that it does not cross the same side again.
const STEP_M = 0.4
// A line hardly ever crosses one piece so often; what is left then stays whole.
const MOST_CUTS = 24

/** The pieces a line cuts land into; an end of the line that stops within is left out. Sides along it get `halfM`. */
export function splitBy(land: Edged, line: readonly Point[], halfM: number, cuts = MOST_CUTS): Edged[] {
  if (cuts === 0) return [land]
  const crossings = crossingsOf(land, line)
  for (const [i, from] of crossings.entries()) {
    const to = crossings[i + 1]
    if (to === undefined) break
    const between = line.slice(Math.floor(from.along) + 1, Math.floor(to.along) + 1)
    if (!isInside(ringOf(land), middleOf([from.at, ...between, to.at]))) continue
    const rest = restAfter(line, to)
    const forth = [...stretch(from.at, between, halfM), ...walk(land, to, from)]
    const back = [...stretch(to.at, between.toReversed(), halfM), ...walk(land, from, to)]
    return [forth, back].flatMap((piece) => (rest === null ? [piece] : splitBy(piece, rest, halfM, cuts - 1)))
  }
  return [land]
}

const stretch = (first: Point, between: readonly Point[], halfM: number): Corner[] =>
  [first, ...between].map((at) => ({ at, halfM }))

/** The corners from one crossing on along the border to another; the first stands on the border, the last is left out. */
function walk(land: Edged, from: Crossing, to: Crossing): Corner[] {
  const corners: Corner[] = [{ at: from.at, halfM: land[from.side]?.halfM ?? 0 }]
  if (from.side === to.side && from.share < to.share) return corners
  for (let i = from.side + 1; ; i++) {
    const corner = land[i % land.length]
    if (corner === undefined) return corners
    corners.push(corner)
    if (i % land.length === to.side) return corners
  }
}

function crossingsOf(land: Edged, line: readonly Point[]): Crossing[] {
  const found: Crossing[] = []
  const [west, east] = [Math.min(...land.map(({ at }) => at[0])), Math.max(...land.map(({ at }) => at[0]))]
  const [south, north] = [Math.min(...land.map(({ at }) => at[1])), Math.max(...land.map(({ at }) => at[1]))]
  let number = -1
  for (const [a, b] of segments(line)) {
    number++
    if (Math.max(a[0], b[0]) < west || Math.min(a[0], b[0]) > east) continue
    if (Math.max(a[1], b[1]) < south || Math.min(a[1], b[1]) > north) continue
    for (let side = 0; side < land.length; side++) {
      const [c, d] = [land[side]?.at, land[(side + 1) % land.length]?.at]
      const met = c && d && meeting(a, b, c, d)
      if (met) found.push({ at: met.at, along: number + met.t, side, share: met.u })
    }
  }
  return found.sort((one, other) => one.along - other.along)
}

/** Where two segments cross; null when they do not, or run side by side. */
function meeting(a: Point, b: Point, c: Point, d: Point): { at: Point; t: number; u: number } | null {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const cross = rx * sy - ry * sx
  if (Math.abs(cross) < 1e-9) return null
  const t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
  const u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
  return t >= 0 && t < 1 && u >= 0 && u < 1 ? { at: [a[0] + rx * t, a[1] + ry * t], t, u } : null
}

/** A point half way along the first part of a line. */
const middleOf = ([a = [0, 0], b = [0, 0]]: readonly Point[]): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]

function restAfter(line: readonly Point[], { along, at }: Crossing): Point[] | null {
  const rest = line.slice(Math.floor(along) + 1)
  const next = rest[0]
  if (next === undefined) return null
  const length = distance(at, next)
  if (length <= STEP_M) return rest.length > 1 ? rest : null
  return [[at[0] + ((next[0] - at[0]) * STEP_M) / length, at[1] + ((next[1] - at[1]) * STEP_M) / length], ...rest]
}

// Sides shorter than this, and corners that bend less, are not drawn: nobody sees them, each costs bytes.
const LEAST_SIDE_M = 5
const FLAT_M = 1.6

/** Land without what lies along its streets and banks, or null when little would be left of it. */
export function insetOf(land: Edged): Ring | null {
  const plain = plainOf(land)
  if (plain.length < 3) return null
  const inner = plain.map((corner, i) =>
    cornerInset(plain.at(i - 1) ?? corner, corner, plain[(i + 1) % plain.length] ?? corner),
  )
  return signedArea(inner) > 200 && isSimple(inner) && runsTheSameWay(plain, inner) ? inner : null
}

/** A side that turned round was narrower than its streets. */
const runsTheSameWay = (plain: Edged, inner: Ring): boolean =>
  plain.every(({ at }, i) => {
    const after = plain[(i + 1) % plain.length]?.at ?? at
    const [p, q] = [inner[i] ?? at, inner[(i + 1) % inner.length] ?? at]
    return (after[0] - at[0]) * (q[0] - p[0]) + (after[1] - at[1]) * (q[1] - p[1]) > 0
  })

function plainOf(land: Edged): Corner[] {
  const kept: Corner[] = []
  for (const corner of land) {
    const last = kept.at(-1)
    if (last === undefined || distance(last.at, corner.at) >= LEAST_SIDE_M) kept.push(corner)
    else kept[kept.length - 1] = { at: last.at, halfM: Math.max(last.halfM, corner.halfM) }
  }
  return kept.filter((corner, i) => {
    const [before, after] = [kept.at(i - 1) ?? corner, kept[(i + 1) % kept.length] ?? corner]
    const base = distance(before.at, after.at)
    const height = Math.abs(signedArea([before.at, corner.at, after.at])) * 2
    return before.halfM !== corner.halfM || height > FLAT_M * base
  })
}

/** Where the two sides of a corner meet when both move inwards, each by its own share of the street; blunt where sharp. */
function cornerInset(before: Corner, corner: Corner, after: Corner): Point {
  const [one, two] = [unit(before.at, corner.at), unit(corner.at, after.at)]
  const [a, b] = [before.halfM, corner.halfM]
  const sine = one[0] * two[1] - one[1] * two[0]
  const [x, y] = corner.at
  if (Math.abs(sine) < 0.17) {
    const away = Math.max(a, b)
    return [x - ((one[1] + two[1]) / 2) * away, y + ((one[0] + two[0]) / 2) * away]
  }
  // Moved back along the first side and on along the second until both distances are kept.
  const [along, across] = [(a * (one[0] * two[0] + one[1] * two[1]) - b) / sine, a]
  const most = 4 * Math.max(a, b)
  const held = Math.max(-most, Math.min(most, along))
  return [x + one[0] * held - one[1] * across, y + one[1] * held + one[0] * across]
}

const unit = (a: Point, b: Point): Point => {
  const length = distance(a, b) || 1
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length]
}
