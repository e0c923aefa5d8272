/** Refused readings kept of one source a minute; a device gone mad is still counted, but fills no table. */
const KEPT_A_MINUTE = 300
const MINUTE_MS = 60_000
const SOURCES_LIMIT = 100_000

/** Says whether one more refused reading of a source is kept. */
export function createAllowance(): (source: string, nowMs: number) => boolean {
  const kept = new Map<string, { minute: number; count: number }>()
  return (source, nowMs) => {
    const minute = Math.floor(nowMs / MINUTE_MS)
    const known = kept.get(source)
    if (known?.minute === minute) {
      known.count += 1
      return known.count <= KEPT_A_MINUTE
    }
    if (kept.size >= SOURCES_LIMIT) kept.clear()
    kept.set(source, { minute, count: 1 })
    return true
  }
}
