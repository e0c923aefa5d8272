import type { KeyRange } from './access.ts'
import { createAccess } from './access.ts'
import type { Ctx } from './actor.ts'
import type { Clock } from './clock.ts'
import { type Command, createCommands } from './command.ts'
import { openPool, type Pool, type Tx } from './database/pool.ts'
import type { Log } from './log.ts'
import { createMetrics } from './metrics.ts'

/** What the kernel is started with. */
export interface KernelOptions {
  appUrl: string
  clock: Clock
  log: Log
  /** Connections for commands and reads. */
  poolSize?: number
}

export type Kernel = ReturnType<typeof createKernel>

/** The part that knows no domain: access, the write path, reads in scope, figures. One per process. */
export function createKernel(options: KernelOptions) {
  const { clock, log } = options
  const access = createAccess()
  const metrics = createMetrics()
  const pool: Pool = openPool(options.appUrl, { max: options.poolSize ?? 16, applicationName: 'yiwang' })
  const woken = new Set<() => void>()
  const commands = createCommands({
    pool,
    access,
    wrote: () => {
      for (const wake of woken) wake()
    },
  })

  return {
    clock,
    log,
    access,
    metrics,
    pool,
    /** Runs a command: the only way to write, but for the writers listed in unjournaled.ts. */
    run: <I, R>(command: Command<I, R>, ctx: Ctx, commandId: string, input: I): Promise<R> =>
      commands.run(command, ctx, commandId, input),
    /** A read in the divisions where the actor holds the permission; the ranges are for the query's own predicate. */
    read<T>(ctx: Ctx, permission: string, work: (tx: Tx, ranges: readonly KeyRange[]) => Promise<T>): Promise<T> {
      access.require(ctx.actor, permission)
      const ranges = access.ranges(ctx.actor, permission)
      return pool.read(ranges, (tx) => work(tx, ranges))
    },
    /** Calls `wake` after every commit of this process that wrote to the journal. */
    onWrote: (wake: () => void): void => {
      woken.add(wake)
    },
  }
}
