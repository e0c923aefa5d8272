import type { ChangePack, PackChanged, PackList, PacksScanned } from '../../contract/packs.ts'
import type { Ctx } from '../kernel/actor.ts'

/** What can be asked of packs and done with them. */
export interface PackCalls {
  list(ctx: Ctx): Promise<PackList>
  change(ctx: Ctx, commandId: string, id: string, change: ChangePack): Promise<PackChanged>
  scan(ctx: Ctx, commandId: string): Promise<PacksScanned>
}
