import type { EventKind } from '../kernel/module.ts'

const OFFICERS = ['admin', 'intake', 'dispatcher', 'supervisor', 'inspector', 'unit', 'crew', 'community', 'leader']

/** Who may do what: permission -> roles. */
export const permissions = {
  'city.view-directory': [...OFFICERS, 'auditor'],
  'city.view-people': ['admin', 'dispatcher', 'supervisor', 'unit', 'leader', 'auditor'],
  'city.read-contact': ['admin', 'dispatcher', 'supervisor', 'unit'],
  'city.view-things': [...OFFICERS, 'auditor', 'wall'],
  // Things at people's homes.
  'city.view-private-things': OFFICERS,
  // Whoever knows the people at home: not every unit, which sees them for a case it holds.
  'city.read-thing-contacts': ['admin', 'supervisor', 'community'],
  'city.manage-thing-contacts': ['admin', 'supervisor', 'community'],
  'city.manage': ['admin'],
  'city.manage-duty': ['admin', 'supervisor'],
  'city.manage-things': ['admin'],
} as const satisfies Record<string, readonly string[]>

const seenBy = (view: keyof typeof permissions): EventKind => ({ view })

/** Every kind of journal entry of this module, and who may hear of it. */
export const events = {
  'ground.laid': seenBy('city.view-directory'),
  'division.saved': seenBy('city.view-directory'),
  'divisions.imported': seenBy('city.view-directory'),
  'grids.imported': seenBy('city.view-directory'),
  'staff.imported': seenBy('city.view-directory'),
  'unit.saved': seenBy('city.view-directory'),
  'post.saved': seenBy('city.view-directory'),
  'crew.saved': seenBy('city.view-directory'),
  'responsibility.set': seenBy('city.view-directory'),
  'person.saved': seenBy('city.view-people'),
  'membership.set': seenBy('city.view-people'),
  'duty.planned': seenBy('city.view-people'),
  'duty.ended': seenBy('city.view-people'),
  'thing-type.saved': seenBy('city.view-directory'),
  'things.registered': seenBy('city.view-things'),
  'alias.added': seenBy('city.manage'),
  'alias.retired': seenBy('city.manage'),
  'identifier.succeeded': seenBy('city.manage'),
  'prefix.delegated': seenBy('city.manage'),
  'thing-contacts.saved': seenBy('city.read-thing-contacts'),
  'thing.changed': seenBy('city.view-things'),
} satisfies Record<string, EventKind>
