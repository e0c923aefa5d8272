import type { Kernel } from '../../kernel/index.ts'
import type { EventKind } from '../../kernel/module.ts'
import { createKeeper, type KeptPlace } from './keeping/keeper.ts'
import type { PassResult } from './keeping/pass.ts'
import { createArchive } from './lookup/archive.ts'
import { createLookup } from './lookup/lookup.ts'
import { dayShiftOf } from './zone.ts'

interface KeptDeps {
  /** Without it readings stay in the database. */
  readonly place: KeptPlace | undefined
  /** IANA name of the place's time zone. */
  readonly zone: string
  /** How far rules look back after a restart, in ms. */
  readonly lookbackMs: () => number
  /** Saves what is remembered of readings: only what that holds is sealed. */
  readonly snapshot: () => Promise<void>
}

/** What is told of readings that were sealed. */
export const KEPT_EVENTS: Readonly<Record<string, EventKind>> = {
  'readings.sealed': { view: 'reading.refused' },
  'readings.expired': { view: 'reading.refused' },
  'readings.exported': { view: 'reading.refused' },
  'reading.corrected': { view: 'reading.correct' },
  'reading.correction-withdrawn': { view: 'reading.correct' },
  'retention.set': { view: 'retention.manage' },
  'retention.dropped': { view: 'retention.manage' },
}

/** Between two passes: an hour is sealed soon after it has been in the database long enough. */
const KEEP_MS = 10 * 60_000

/** Readings kept for years: lets them be sealed, and answers over all there are. */
export function createKept(kernel: Kernel, { place, zone, lookbackMs, snapshot }: KeptDeps) {
  const dayShiftMinutes = dayShiftOf(zone)
  const archive = createArchive(place?.folder ?? '')
  const keeper = place && createKeeper({ kernel, place, dayShiftMinutes, lookbackMs })

  async function keep(mergeLate: boolean): Promise<PassResult | undefined> {
    await snapshot()
    return keeper?.keep(mergeLate)
  }

  return {
    lookup: createLookup({ kernel, archive, dayShiftMinutes }),
    /** One pass now, with all that came late. */
    keep: () => keep(true),
    /** The passes that come by themselves. */
    upkeep: { everyMs: KEEP_MS, turn: () => (keeper === undefined ? Promise.resolve() : keep(false)) },
    /** Ends the pass under way. */
    stopKeeping: async (): Promise<void> => keeper?.stop(),
    close: (): Promise<void> => archive.close(),
  }
}
