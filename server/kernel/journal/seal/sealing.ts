import type { Clock } from '../../clock.ts'
import { openPool, type Pool } from '../../database/pool.ts'
import type { Log } from '../../log.ts'
import { openHeads } from './heads.ts'
import { openKeys, publishKey } from './keys.ts'
import { createSealer, type Sealer } from './sealer.ts'

export interface SealingOptions {
  /** The application's connections, to publish the public key. */
  pool: Pool
  sealerUrl: string
  dataFolder: string
  clock: Clock
  log: Log
  onSealed: () => void
  gapMs?: number | undefined
}

/** The sealer of this process with its own connections, its key and its file of heads. */
export function createSealing(options: SealingOptions) {
  const { pool, dataFolder, clock, log, gapMs } = options
  // One works, one reads heads or looks who holds the watermark up.
  const sealerPool = openPool(options.sealerUrl, { max: 2, applicationName: 'yiwang sealer' })
  let sealer: Sealer | undefined

  async function open(): Promise<Sealer> {
    const keys = await openKeys(dataFolder)
    await pool.transaction((tx) => publishKey(tx, keys))
    const { onSealed } = options
    return createSealer({
      pool: sealerPool,
      keys,
      heads: openHeads(dataFolder),
      clock,
      log,
      onSealed,
      ...(gapMs !== undefined && { gapMs }),
    })
  }

  return {
    async start(): Promise<void> {
      sealer ??= await open()
      sealer.start()
    },
    async stop(): Promise<void> {
      await sealer?.stop()
      await sealerPool.close()
    },
    wake: (): void => sealer?.wake(),
    flush: async (): Promise<void> => sealer?.flush(),
    lagMs: (): number => sealer?.lagMs() ?? 0,
  }
}
