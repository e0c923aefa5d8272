import type { Kernel } from '../../kernel/index.ts'
import type { PassResult } from './keeping/pass.ts'
import { findHorizon, sumSegments } from './queries/segments.ts'

/** The figures of readings kept for years. */
export function createKeptFigures({ metrics, pool }: Pick<Kernel, 'metrics' | 'pool'>) {
  const passes = metrics.counter('yiwang_kept_passes_total', 'Passes of sealing by what became of them', ['outcome'])
  const expired = metrics.counter('yiwang_kept_expired_total', 'Sealed readings removed since their time was over')
  let kept = { segments: 0, readings: 0, bytes: 0, horizonS: 0 }
  metrics.gauge('yiwang_kept_readings', 'Readings in sealed files', () => kept.readings)
  metrics.gauge('yiwang_kept_bytes', 'Bytes of sealed files in use', () => kept.bytes)
  metrics.gauge('yiwang_kept_segments', 'Segments of sealed readings in use', () => kept.segments)
  metrics.gauge(
    'yiwang_kept_horizon_seconds',
    'Readings before this are sealed, in seconds since 1970',
    () => kept.horizonS,
  )

  return {
    passed({ busy, falseNo, expired: count }: PassResult): void {
      passes.inc({ outcome: busy ? 'busy' : falseNo === null ? 'done' : 'false' })
      if (count > 0) expired.inc(count)
    },
    failed: (): void => passes.inc({ outcome: 'failed' }),
    async refresh(): Promise<void> {
      kept = await pool.whole(async (tx) => ({
        ...(await sumSegments(tx)),
        horizonS: ((await findHorizon(tx))?.getTime() ?? 0) / 1000,
      }))
    },
  }
}
