/**
 * How a thing is, in a byte: the rank of its worst open alarm (0 none, 1 blue … 4 red) in the low four bits, and above
 * them how it reports.
 */
export const Reports = { never: 0, online: 1, late: 2, outOfRange: 3 } as const

/** What each number of `Reports` is called. */
export const reportsNames = ['never', 'online', 'late', 'outOfRange'] as const

const REPORTS_SHIFT = 4

/** A thing is late after this many of its usual gaps. */
const LATE_GAPS = 3
/** However often a thing speaks, so much may be the network's doing. */
const PATIENCE_LEAST_MS = 5 * 60_000

/**
 * How a thing reports: `heardMs` is when anything was last read of it, or NaN; `gapMs` how far apart its readings usually
 * are; `doubtedMs` when it last sent what is impossible and nothing better since.
 */
export function reportsAt(nowMs: number, heardMs: number, gapMs: number, doubtedMs: number | undefined): number {
  const patienceMs = Math.max(gapMs * LATE_GAPS, PATIENCE_LEAST_MS)
  if (doubtedMs !== undefined && nowMs - doubtedMs <= patienceMs) return Reports.outOfRange
  if (Number.isNaN(heardMs)) return Reports.never
  return nowMs - heardMs > patienceMs ? Reports.late : Reports.online
}

/** Both in a byte. */
export const healthOf = (reports: number, alarmRank: number): number => (reports << REPORTS_SHIFT) | alarmRank

export const alarmRankOf = (health: number): number => health & ((1 << REPORTS_SHIFT) - 1)
export const reportsOf = (health: number): number => health >> REPORTS_SHIFT
