import { createBus } from './bus/bus.ts'
import type { Clock } from './clock.ts'
import type { Commands } from './command.ts'
import type { Pool } from './database/pool.ts'
import { createFollower } from './journal/follow.ts'
import { createSealing } from './journal/seal/sealing.ts'
import { createHub } from './live/hub.ts'
import type { Kinds } from './live/kinds.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

interface Options {
  pool: Pool
  sealerUrl: string
  dataFolder: string
  run: Commands['run']
  kinds: Kinds
  clock: Clock
  log: Log
  metrics: Metrics
  sealGapMs?: number | undefined
  followerAttempts?: number | undefined
}

/** Everything that happens to an entry after its commit: the seal, the followers, the live pages. */
export function createFollowing({ pool, kinds, clock, log, metrics, ...options }: Options) {
  const follower = createFollower({ pool, log })
  const { sealerUrl, dataFolder, sealGapMs: gapMs } = options
  const sealing = createSealing({ pool, sealerUrl, dataFolder, clock, log, onSealed: follower.wake, gapMs })
  const bus = createBus({ pool, follower, run: options.run, clock, log, attempts: options.followerAttempts })
  const live = createHub({ pool, follower, publicOf: kinds.publicOf, concernsOf: kinds.concernsOf })
  metrics.gauge(
    'yiwang_seal_lag_seconds',
    'How long committed entries have waited for their seal',
    () => sealing.lagMs() / 1000,
  )
  metrics.gauge('yiwang_journal_ordinal', 'The newest sealed entry this process has seen', follower.position)
  metrics.gauge('yiwang_live_streams', 'Open live streams', live.open)

  async function catchUp(): Promise<void> {
    await sealing.flush()
    await follower.catchUp()
  }

  return {
    bus,
    live,
    /** To be called after a commit with entries. */
    wake: sealing.wake,
    async start(): Promise<void> {
      await sealing.start()
      await follower.start()
      await live.start()
      bus.start()
    },
    async stop(): Promise<void> {
      live.stop()
      await bus.stop()
      await sealing.stop()
      await follower.stop()
    },
    async settled(): Promise<void> {
      for (let before = -1; before !== follower.position(); ) {
        before = follower.position()
        await catchUp()
        await bus.settled()
        await catchUp()
      }
    },
  }
}
