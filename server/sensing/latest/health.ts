/**
 * How a thing is, in a byte: the rank of its worst open alarm (0 none, 1 blue … 4 red) in the low four bits, and above
 * them how it reports.
 */
export const Reports = { never: 0, online: 1, late: 2 } as const

/** What each number of `Reports` is called. */
export const reportsNames = ['never', 'online', 'late'] as const

const REPORTS_SHIFT = 4

/** A thing is late after this many of its usual gaps. */
const LATE_GAPS = 3
/** However often a thing speaks, so much may be the network's doing. */
const PATIENCE_LEAST_MS = 5 * 60_000

/** `heardAtMs` is when anything was last read of it, or NaN; `gapMs` is how far apart its readings usually are. */
export function healthOf(heardAtMs: number, gapMs: number, alarmRank: number, nowMs: number): number {
  const patienceMs = Math.max(gapMs * LATE_GAPS, PATIENCE_LEAST_MS)
  const isLate = nowMs - heardAtMs > patienceMs
  const reports = Number.isNaN(heardAtMs) ? Reports.never : isLate ? Reports.late : Reports.online
  return (reports << REPORTS_SHIFT) | alarmRank
}

export const alarmRankOf = (health: number): number => health & ((1 << REPORTS_SHIFT) - 1)
export const reportsOf = (health: number): number => health >> REPORTS_SHIFT
