import type { ThingSeries } from '../../../contract/series.ts'

export type Point = ThingSeries['points'][number]

/** A point of the drawing; null where the line is broken. */
export interface Placed {
  readonly atMs: number
  readonly point: Point | null
}

/** Longer without a reading than this many usual steps is a gap. */
const GAP_STEPS = 3

const middleOf = (sorted: readonly number[]): number => sorted[Math.floor((sorted.length - 1) / 2)] ?? 0

/** The usual time between two points, in ms: the middle one, so that a long gap does not hide itself. */
export const usualStepMs = (points: readonly Point[], bucketMs: number | null): number => {
  const times = points.map(({ at }) => Date.parse(at))
  const steps = times.slice(1).map((at, i) => at - (times[i] ?? at))
  return Math.max(middleOf(steps.sort((a, b) => a - b)), bucketMs ?? 0)
}

/** Points in their places, with an empty one in the middle of each gap: a line does not cross what nobody measured. */
export function placedOf({ points, bucketMs }: Pick<ThingSeries, 'points' | 'bucketMs'>): Placed[] {
  const widest = usualStepMs(points, bucketMs) * GAP_STEPS
  // A stretch is drawn at its middle: its mean stands for all of it.
  const shift = (bucketMs ?? 0) / 2
  const placed: Placed[] = []
  for (const point of points) {
    const atMs = Date.parse(point.at) + shift
    const last = placed.at(-1)
    if (last !== undefined && widest > 0 && atMs - last.atMs > widest)
      placed.push({ atMs: (last.atMs + atMs) / 2, point: null })
    placed.push({ atMs, point })
  }
  return placed
}

/** How often the line is broken. */
export const countGaps = (placed: readonly Placed[]): number => placed.filter(({ point }) => point === null).length

/** Points with no neighbour: a line cannot show them, so they get a dot. */
export const isAlone = (placed: readonly Placed[], at: number): boolean =>
  placed[at]?.point != null && !placed[at - 1]?.point && !placed[at + 1]?.point

/** The least and the most of all points; null where there are none. */
export function boundsOf(points: readonly Point[]): { min: number; max: number } | null {
  if (points.length === 0) return null
  return points.reduce((sum, { min, max }) => ({ min: Math.min(sum.min, min), max: Math.max(sum.max, max) }), {
    min: Number.POSITIVE_INFINITY,
    max: Number.NEGATIVE_INFINITY,
  })
}
