import type { Ctx } from '../../actor.ts'
import type { Kernel } from '../../index.ts'

/** What reading the journal is given by the composition. */
export interface LedgerDeps {
  readonly kernel: Kernel
  /** Where the signing keys' public halves and the heads outside the database are. */
  readonly dataFolder: string
  /** The application's own connection: a verification inside the program sees what the program sees. */
  readonly appUrl: string
  /** Names of accounts, as far as this reader may know them. */
  readonly people: {
    names(ctx: Ctx, accountIds: readonly string[]): Promise<ReadonlyMap<string, string>>
    /** Accounts called so, by name or login; at most a hundred. */
    find(ctx: Ctx, words: string): Promise<readonly string[]>
  }
  /** The outermost division: whoever holds a permission there holds it for the whole journal. */
  readonly root: () => string
}
