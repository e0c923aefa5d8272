import { FIRST_GAP_MS, usualGap } from './usual-gap.ts'

/** Readings remembered of each series: enough for messages sent again and small disorder without asking the database. */
const DEPTH = 4

export type Place = 'new' | 'duplicate' | 'unknown'

export type Newest = ReturnType<typeof createNewest>

/**
 * The newest readings of every series in typed arrays, newest first. It tells a reading seen before from a new one, and
 * serves latest values. It learns how often each is usually read. 14 + 12 × 4 bytes a series.
 */
export function createNewest() {
  let capacity = 0
  let at = new Float64Array(0)
  let seq = new Int32Array(0)
  let value = new Float64Array(0)
  // The usual time between readings, in ms.
  let gap = new Float32Array(0)
  let count = new Uint8Array(0)
  // Whether every reading the series ever had is remembered: then one that is not remembered is new, however old.
  let whole = new Uint8Array(0)
  let changed = new Set<number>()
  // Series that sent something impossible, and for when.
  const impossible = new Map<number, number>()

  function grow(series: number): void {
    capacity = Math.max(series + 1, capacity * 2, 1024)
    const kept = { at, seq, value, gap, count, whole }
    at = new Float64Array(capacity * DEPTH)
    at.set(kept.at)
    seq = new Int32Array(capacity * DEPTH)
    seq.set(kept.seq)
    value = new Float64Array(capacity)
    value.set(kept.value)
    gap = new Float32Array(capacity).fill(FIRST_GAP_MS)
    gap.set(kept.gap)
    count = new Uint8Array(capacity)
    count.set(kept.count)
    whole = new Uint8Array(capacity).fill(1)
    whole.set(kept.whole)
  }

  function insert(series: number, slot: number, atMs: number, sequence: number): void {
    const base = series * DEPTH
    const known = count[series] ?? 0
    if (known === DEPTH) whole[series] = 0
    else count[series] = known + 1
    for (let i = Math.min(known, DEPTH - 1); i > slot; i -= 1) {
      at[base + i] = at[base + i - 1] ?? 0
      seq[base + i] = seq[base + i - 1] ?? 0
    }
    at[base + slot] = atMs
    seq[base + slot] = sequence
  }

  /** Looks among the older ones for a reading that is not the newest. */
  function placeOlder(series: number, atMs: number, sequence: number): Place {
    const base = series * DEPTH
    const known = count[series] ?? 0
    for (let i = 0; i < known; i += 1) {
      const keptAt = at[base + i] ?? 0
      const keptSeq = seq[base + i] ?? 0
      if (atMs === keptAt && sequence === keptSeq) return 'duplicate'
      if (atMs > keptAt || (atMs === keptAt && sequence > keptSeq)) {
        insert(series, i, atMs, sequence)
        return 'new'
      }
    }
    if (whole[series] !== 1 || known === DEPTH) return 'unknown'
    insert(series, known, atMs, sequence)
    return 'new'
  }

  return {
    /** Remembers a reading, unless it is there already or too old to tell. */
    place(series: number, atMs: number, sequence: number, reading: number): Place {
      if (series >= capacity) grow(series)
      const base = series * DEPTH
      const isNewest =
        count[series] === 0 ||
        atMs > (at[base] as number) ||
        (atMs === (at[base] as number) && sequence > (seq[base] as number))
      if (!isNewest) return placeOlder(series, atMs, sequence)
      const gapMs = count[series] === 0 ? 0 : atMs - (at[base] as number)
      if (gapMs > 0) gap[series] = usualGap(gap[series] as number, gapMs)
      insert(series, 0, atMs, sequence)
      value[series] = reading
      changed.add(series)
      return 'new'
    },
    /** The newest reading as a snapshot holds it: what came before is not known. */
    restore(series: number, atMs: number, sequence: number, reading: number, gapMs: number): void {
      if (series >= capacity) grow(series)
      count[series] = 0
      insert(series, 0, atMs, sequence)
      value[series] = reading
      gap[series] = gapMs
      whole[series] = 0
    },
    /** Remembers that something impossible was sent as measured at `atMs`. */
    doubt(series: number, atMs: number): void {
      if (!(atMs < (impossible.get(series) ?? atMs))) impossible.set(series, atMs)
    },
    /** Series whose newest reading is older than something impossible they sent, with the time of that in ms. */
    doubted(): ReadonlyMap<number, number> {
      for (const [series, atMs] of impossible)
        if (count[series] && (at[series * DEPTH] as number) > atMs) impossible.delete(series)
      return impossible
    },
    /** When the newest was measured, in ms; undefined before the first. */
    atOf: (series: number): number | undefined => (count[series] ? at[series * DEPTH] : undefined),
    seqOf: (series: number): number => seq[series * DEPTH] ?? 0,
    valueOf: (series: number): number => value[series] ?? Number.NaN,
    /** The usual time between its readings, in ms; that of a slow thing until it is learned. */
    gapOf: (series: number): number => gap[series] ?? FIRST_GAP_MS,
    /** Series with a new newest reading since this was last asked. */
    takeChanged(): Set<number> {
      const taken = changed
      changed = new Set()
      return taken
    },
    addChanged(series: ReadonlySet<number>): void {
      for (const one of series) changed.add(one)
    },
    clear(): void {
      count.fill(0)
      gap.fill(FIRST_GAP_MS)
      whole.fill(1)
      changed = new Set()
    },
    bound: (): number => capacity,
  }
}
