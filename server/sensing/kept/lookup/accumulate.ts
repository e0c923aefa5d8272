/** What the readings of some time come to; mergeable with others. */
export interface Sum {
  count: number
  min: number
  max: number
  sum: number
  last: number
  lastMs: number
  lastSeq: number
}

export type Sums = ReturnType<typeof createSums>

/** Sums of readings by the beginning of their bucket. */
export function createSums(widthMs: number, originMs: number) {
  const buckets = new Map<number, Sum>()

  function merge(startMs: number, one: Sum): void {
    const known = buckets.get(startMs)
    if (known === undefined) {
      buckets.set(startMs, { ...one })
      return
    }
    known.count += one.count
    known.min = Math.min(known.min, one.min)
    known.max = Math.max(known.max, one.max)
    known.sum += one.sum
    if (one.lastMs < known.lastMs || (one.lastMs === known.lastMs && one.lastSeq < known.lastSeq)) return
    known.last = one.last
    known.lastMs = one.lastMs
    known.lastSeq = one.lastSeq
  }

  return {
    merge,
    add(atMs: number, seq: number, value: number): void {
      const startMs = Math.floor((atMs - originMs) / widthMs) * widthMs + originMs
      merge(startMs, { count: 1, min: value, max: value, sum: value, last: value, lastMs: atMs, lastSeq: seq })
    },
    /** In order of time; those without a reading are left out. */
    list: (): { startMs: number; sum: Sum }[] =>
      [...buckets].sort(([a], [b]) => a - b).map(([startMs, sum]) => ({ startMs, sum })),
  }
}
