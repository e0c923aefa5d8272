import type { EventKind } from '../kernel/module.ts'

const OFFICERS = ['admin', 'intake', 'dispatcher', 'supervisor', 'inspector', 'leader', 'auditor']

/** Who may do what: permission -> roles. What a step needs beyond this is the flow's to say. */
export const permissions = {
  'case.view': OFFICERS,
  // What their own unit holds or they have worked on; nothing else.
  'case.view-own': ['unit', 'crew', 'resident'],
  'case.overview': [...OFFICERS, 'wall'],
  'case.step': ['intake', 'dispatcher', 'supervisor', 'inspector', 'unit', 'crew', 'resident'],
  'case.read-reporter': ['intake', 'dispatcher', 'supervisor', 'inspector'],
  'report.make': ['intake', 'dispatcher', 'supervisor', 'inspector', 'unit', 'crew', 'resident'],
  'category.manage': ['admin'],
} as const satisfies Record<string, readonly string[]>

/** Kinds of entries that are not steps of a flow. */
export const events: Readonly<Record<string, EventKind>> = {
  'case.joined': { view: 'case.overview' },
  'signal.received': { view: 'case.view' },
  'category.installed': { view: 'case.view' },
  'category.changed': { view: 'case.view' },
}
