import type { Kernel } from '../index.ts'
import { liveRoute } from '../live/route.ts'
import type { Module } from '../module.ts'
import { ERASE_PERMISSION } from './erase.ts'
import type { LedgerDeps } from './ledger/deps.ts'
import { READ_PERSONAL, VERIFY, VIEW } from './ledger/permissions.ts'
import { ledgerRoutes } from './ledger/routes.ts'
import { createVerification } from './ledger/verification.ts'

/** What the journal itself hands to the composition root: the live stream, reading and verifying it, its own kinds of entries. */
export function journalModule(
  kernel: Kernel,
  deps: Omit<LedgerDeps, 'kernel'>,
): Module & { /** Ends a verification under way. */ stop(): Promise<void> } {
  const ledger = { kernel, ...deps }
  const verification = createVerification(ledger)
  return {
    routes: [liveRoute({ live: kernel.live, kinds: kernel.kinds }), ...ledgerRoutes(ledger, verification)],
    permissions: {
      [VIEW]: ['admin', 'auditor'],
      [VERIFY]: ['admin', 'auditor'],
      // Whoever runs the place has no business in them; whoever checks the record may have, and says what for.
      [READ_PERSONAL]: ['auditor'],
      [ERASE_PERMISSION]: ['admin'],
    },
    events: {
      'personal.erased': { view: VIEW },
      'follower.parked': { view: VIEW },
      'follower.recovered': { view: VIEW },
      'store.restored': { view: VIEW },
      'journal.verification_begun': { view: VIEW },
      'journal.verified': { view: VIEW },
      'journal.exported': { view: VIEW },
    },
    stop: verification.stop,
  }
}
