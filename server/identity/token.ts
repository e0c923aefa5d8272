import type { Kernel } from '../kernel/index.ts'
import { findByLogin } from './credentials/queries.ts'
import { identityErrors } from './errors.ts'
import { createSessions } from './sessions/session.ts'

/** A short-lived bearer token of a demo account, for programs; works whether the server runs or not. */
export async function issueDemoToken(store: Pick<Kernel, 'pool' | 'clock'>, login: string): Promise<string> {
  const account = await store.pool.whole((tx) => findByLogin(tx, login.trim().toLowerCase()))
  if (account === undefined) throw identityErrors.no_such_account({ login })
  if (!account.demo || account.disabled) throw identityErrors.demo_only({ login })
  return createSessions(store).issueToken(account.id)
}
