import type { RetentionList } from '../../../contract/corrections.ts'
import type { Ctx } from '../../kernel/actor.ts'
import type { Kernel } from '../../kernel/index.ts'
import { listRetention } from '../kept/queries/retention.ts'
import { MANAGE } from './commands.ts'

/** How long readings are kept, by type. */
export async function listRetained(kernel: Kernel, ctx: Ctx): Promise<RetentionList> {
  const rows = await kernel.read(ctx, MANAGE, (tx) => listRetention(tx))
  return {
    items: rows.map(({ setAt, removedBefore, ...row }) => ({
      ...row,
      setAt: setAt.toISOString(),
      removedBefore: removedBefore?.toISOString() ?? null,
    })),
  }
}
