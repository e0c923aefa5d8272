import type { Metrics } from '../kernel/metrics.ts'
import type { Outcome } from './intake/batch.ts'

interface Watched {
  depth: () => number
  openAlarms: () => number
  things: () => number
}

const COMMIT_BUCKETS_S = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]

/** The figures of readings coming in. */
export function createFigures(metrics: Metrics, watched: Watched) {
  const readings = metrics.counter('yiwang_readings_total', 'Readings by what became of them', ['door', 'outcome'])
  const commits = metrics.histogram('yiwang_readings_commit_seconds', 'Time of one group commit', COMMIT_BUCKETS_S)
  metrics.gauge('yiwang_readings_waiting', 'Readings taken and not yet on disk', watched.depth)
  metrics.gauge('yiwang_alarms_open', 'Alarms that are open', watched.openAlarms)
  metrics.gauge('yiwang_sensed_things', 'Things readings are taken for', watched.things)
  return {
    counted({ source: { door }, recorded, duplicates, refused }: Outcome): void {
      if (recorded > 0) readings.inc({ door, outcome: 'recorded' }, recorded)
      if (duplicates.length > 0) readings.inc({ door, outcome: 'duplicate' }, duplicates.length)
      if (refused.length > 0) readings.inc({ door, outcome: 'refused' }, refused.length)
    },
    committed: (seconds: number): void => commits.observe(seconds),
  }
}
