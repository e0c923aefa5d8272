import type { Route } from '../../server/kernel/http/route.ts'
import { startIdentity } from './identity.ts'

/** The program as it is composed, with a demo: what the structural tests look at. */
export async function startComposed() {
  const at = await startIdentity()
  return {
    origin: at.origin,
    app: at.app,
    kernel: at.kernel,
    routes: at.identity.routes as readonly Route[],
    /** Paths answered outside the declared routes, with why they are open. */
    mounted: at.identity.mounted,
    stop: () => at.stop(),
  }
}
