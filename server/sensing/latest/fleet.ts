import type { Alarms } from '../alarms/alarms.ts'
import { rankOf } from '../alarms/queries.ts'
import type { Newest } from '../intake/newest.ts'
import { FIRST_GAP_MS } from '../intake/usual-gap.ts'
import type { Registry } from '../registry/registry.ts'
import { healthOf, reportsAt } from './health.ts'

export type Fleet = ReturnType<typeof createFleet>

/** What all things are at this moment: when each was heard and how it is. Worked out when asked, from the newest readings. */
export function createFleet({ registry, newest, alarms }: { registry: Registry; newest: Newest; alarms: Alarms }) {
  const { columns } = registry

  /** When anything was last read of a thing, in ms; NaN if never. */
  function heardAt(number: number): number {
    let last = Number.NaN
    for (let place = columns.seriesCount(number) - 1; place >= 0; place -= 1) {
      const at = newest.atOf(columns.seriesOf(number, place))
      if (at !== undefined && !(at <= last)) last = at
    }
    return last
  }

  /** How far apart readings of a thing usually are, in ms: of the property read most often. */
  function usualGapOf(number: number): number {
    let least = Number.POSITIVE_INFINITY
    for (let place = columns.seriesCount(number) - 1; place >= 0; place -= 1) {
      const series = columns.seriesOf(number, place)
      if (newest.atOf(series) !== undefined) least = Math.min(least, newest.gapOf(series))
    }
    return Number.isFinite(least) ? least : FIRST_GAP_MS
  }

  /** The rank of the worst open alarm of each thing that has one. */
  function alarmRanks(): Map<number, number> {
    const ranks = new Map<number, number>()
    for (const { thingId, severity } of alarms.open()) {
      const number = registry.findById(thingId)?.number
      if (number !== undefined) ranks.set(number, Math.max(ranks.get(number) ?? 0, rankOf(severity)))
    }
    return ranks
  }

  /** When each thing of which something is doubted last sent what is impossible, in ms. */
  function doubtedAt(): Map<number, number> {
    const times = new Map<number, number>()
    for (const [series, atMs] of newest.doubted()) {
      const number = registry.findBySeries(series)?.number
      if (number !== undefined) times.set(number, Math.max(times.get(number) ?? atMs, atMs))
    }
    return times
  }

  return {
    heardAt,
    /** A function that gives the health of a thing by its number, as it is now. */
    healthAt(nowMs: number): (number: number) => number {
      const ranks = alarmRanks()
      const doubts = doubtedAt()
      return (number) => {
        const rank = ranks.size === 0 ? 0 : (ranks.get(number) ?? 0)
        const doubtedMs = doubts.size === 0 ? undefined : doubts.get(number)
        const reports = reportsAt(nowMs, heardAt(number), usualGapOf(number), doubtedMs)
        return healthOf(reports, rank)
      }
    },
  }
}
