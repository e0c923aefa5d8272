/** One measured figure, printed beside its limit. `ratio` is to the peer measured in the same run. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What the figure must reach; null for one that only explains others. */
  readonly limit: number | null
  readonly ratio: number | null
  /** Whether less is better. */
  readonly isCeiling?: boolean
}

/** A measurement: a file of this folder that exports one of these, listed in run.ts. */
export interface Bench {
  readonly name: string
  readonly about: string
  run(): Promise<readonly Figure[]>
}

/** The middle one of some measurements. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
