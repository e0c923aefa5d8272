import type { EventKind } from '../kernel/module.ts'

const OFFICERS = ['admin', 'intake', 'dispatcher', 'supervisor', 'inspector', 'leader', 'auditor']

/** Who may do what: permission -> roles. What a step needs beyond this is the flow's to say. */
export const permissions = {
  'case.view': OFFICERS,
  // What their own unit holds or they have worked on; nothing else.
  'case.view-own': ['unit', 'crew', 'community', 'resident'],
  // Roles that packs' flows bring: the cases of those flows, and nothing else.
  'case.view-part': [],
  'case.overview': [...OFFICERS, 'wall'],
  'case.step': ['intake', 'dispatcher', 'supervisor', 'inspector', 'unit', 'crew', 'community', 'resident'],
  'case.read-reporter': ['intake', 'dispatcher', 'supervisor', 'inspector'],
  // Units only for a case they hold.
  'case.read-contacts': ['intake', 'dispatcher', 'supervisor', 'unit', 'crew'],
  // What was to be told to whom; nobody's name.
  'message.view': ['admin', 'dispatcher', 'supervisor', 'auditor'],
  'report.make': ['intake', 'dispatcher', 'supervisor', 'inspector', 'unit', 'crew', 'community', 'resident'],
  'category.manage': ['admin'],
} as const satisfies Record<string, readonly string[]>

/** Who hears of the steps of a case: whoever sees the division's figures, and those it concerns. */
export const SEEN: EventKind = { view: 'case.overview', own: 'case.view-own' }

/** Kinds of entries that are not steps of a flow. */
export const events: Readonly<Record<string, EventKind>> = {
  'case.joined': SEEN,
  'case.absence_noted': SEEN,
  'message.due': SEEN,
  'signal.received': { view: 'case.view' },
  // Which report somebody was given a new link to; nothing of whose it is.
  'report.link_made': { view: 'case.read-reporter' },
  'category.installed': { view: 'case.view' },
  'category.changed': { view: 'case.view' },
  'flow.kept': { view: 'case.view' },
}
