import type { Kernel } from '../index.ts'
import { liveRoute } from '../live/route.ts'
import type { Module } from '../module.ts'
import { ERASE_PERMISSION } from './erase.ts'

const VIEW = 'journal.view'

/** What the journal itself hands to the composition root: the live stream, its permissions, its own kinds of entries. */
export const journalModule = (kernel: Kernel): Module => ({
  routes: [liveRoute({ live: kernel.live, kinds: kernel.kinds })],
  permissions: { [VIEW]: ['admin', 'auditor'], [ERASE_PERMISSION]: ['admin'] },
  events: {
    'personal.erased': { view: VIEW },
    'follower.parked': { view: VIEW },
    'follower.recovered': { view: VIEW },
    'store.restored': { view: VIEW },
  },
})
