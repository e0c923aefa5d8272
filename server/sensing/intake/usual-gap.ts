/** Taken for usual until readings tell: three times this is an hour, after which the rules shipped call a thing silent. */
export const FIRST_GAP_MS = 20 * 60_000

const RISE = 1 / 2
const FALL = 1 / 16
/** One outage counts as this many usual gaps at most. */
const OUTAGE_GAPS = 8

/**
 * The usual time between readings after one more gap, in ms. It rises fast and falls slowly: what speaks in bursts is
 * measured by its pauses, not by the burst.
 */
export function usualGap(knownMs: number, gapMs: number): number {
  if (gapMs < knownMs) return knownMs - (knownMs - gapMs) * FALL
  return knownMs + (Math.min(gapMs, knownMs * OUTAGE_GAPS) - knownMs) * RISE
}
