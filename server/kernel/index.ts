import type { KeyRange } from './access.ts'
import { createAccess } from './access.ts'
import type { Ctx } from './actor.ts'
import type { Clock } from './clock.ts'
import { type Command, createCommands } from './command.ts'
import { openPool, type Pool, type Tx } from './database/pool.ts'
import { createFollowing } from './following.ts'
import { createKinds } from './live/kinds.ts'
import type { Log } from './log.ts'
import { createMetrics } from './metrics.ts'
import { createPersonalReads } from './personal.ts'
import { createSpace } from './space.ts'

/** What the kernel is started with. */
export interface KernelOptions {
  appUrl: string
  sealerUrl: string
  /** Holds the signing key and the signed heads. */
  dataFolder: string
  clock: Clock
  log: Log
  /** Connections for commands and reads. */
  poolSize?: number
  /** Pause between two seals under load; live pages lag behind a write by about half of it. */
  sealGapMs?: number
  /** Kept free on the disk of the data folder for case work. */
  diskReserveBytes?: number
  /** Free bytes on the disk of a folder; for tests. */
  freeBytes?: (folder: string) => Promise<number>
  /** Failures of one entry after which a follower parks it and goes on. */
  followerAttempts?: number
}

const DISK_RESERVE_BYTES = 1_073_741_824

export type Kernel = ReturnType<typeof createKernel>

/** The part that knows no domain: access, the write path, the sealed journal and who follows it. One per process. */
export function createKernel(options: KernelOptions) {
  const { clock, log } = options
  const access = createAccess()
  const metrics = createMetrics()
  const pool: Pool = openPool(options.appUrl, { max: options.poolSize ?? 16, applicationName: 'yiwang' })
  const woken = new Set<() => void>()
  const wrote = () => {
    for (const wake of woken) wake()
  }
  const commands = createCommands({ pool, access, wrote })

  const kinds = createKinds(access)
  const { freeBytes, diskReserveBytes: reserveBytes = DISK_RESERVE_BYTES } = options
  const space = createSpace({ folder: options.dataFolder, reserveBytes, log, metrics, ...(freeBytes && { freeBytes }) })
  const following = createFollowing({ ...options, pool, run: commands.run, kinds, metrics })
  woken.add(following.wake)
  let stopped: Promise<void> | undefined

  return {
    clock,
    log,
    access,
    metrics,
    pool,
    /** How much of the disk is left. */
    space,
    /** Every kind of journal entry, registered by the modules' composition. */
    kinds,
    /** Durable followers of the sealed journal, by name. */
    bus: following.bus,
    /** Streams of live pages. */
    live: following.live,
    /** Runs a command: the only way to write, but for the writers listed in unjournaled.ts. */
    run: <I, R>(command: Command<I, R>, ctx: Ctx, commandId: string, input: I): Promise<R> =>
      commands.run(command, ctx, commandId, input),
    /** A read in the divisions where the actor holds the permission; the ranges are for the query's own predicate. */
    read<T>(ctx: Ctx, permission: string, work: (tx: Tx, ranges: readonly KeyRange[]) => Promise<T>): Promise<T> {
      access.require(ctx.actor, permission)
      const ranges = access.ranges(ctx.actor, permission)
      return pool.read(ranges, (tx) => work(tx, ranges))
    },
    /** A read of personal data: who looked at whose record and why goes into the journal as `personal.read`. */
    readPersonal: createPersonalReads({ pool, access, wrote }),
    /** Tells the sealer of a commit with entries that was not a command's (see unjournaled.ts). */
    wrote,
    /** Calls `wake` after every commit of this process that wrote to the journal. */
    onWrote: (wake: () => void): void => {
      woken.add(wake)
    },
    /** Starts sealing, following and the live streams; followers registered before begin where they stopped. */
    async start(): Promise<void> {
      await space.start()
      await following.start()
    },
    /** Ends streams and followers, seals what can be sealed, closes the connections. */
    stop: (): Promise<void> => {
      space.stop()
      stopped ??= following.stop().then(pool.close)
      return stopped
    },
    /** Resolves when all that is committed is sealed and every follower has handled it, and what that led to. */
    settled: following.settled,
  }
}
