/**
 * How a thing is, in a byte: the rank of its worst open alarm (0 none, 1 blue … 4 red) in the low four bits, and above
 * them how it reports.
 */
export const Reports = { never: 0, online: 1, late: 2 } as const

const REPORTS_SHIFT = 4

/** `heardAtMs` is when anything was last read of it, or NaN; later than `silentMs` ago it is late. */
export function healthOf(heardAtMs: number, alarmRank: number, nowMs: number, silentMs: number): number {
  const reports = Number.isNaN(heardAtMs) ? Reports.never : nowMs - heardAtMs > silentMs ? Reports.late : Reports.online
  return (reports << REPORTS_SHIFT) | alarmRank
}

export const alarmRankOf = (health: number): number => health & ((1 << REPORTS_SHIFT) - 1)
export const reportsOf = (health: number): number => health >> REPORTS_SHIFT
