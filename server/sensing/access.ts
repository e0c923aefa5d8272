import { KEPT_EVENTS } from './kept/kept.ts'

const STAFF = [
  'admin',
  'intake',
  'dispatcher',
  'supervisor',
  'inspector',
  'unit',
  'crew',
  'community',
  'leader',
] as const
const SEEN_BY = [...STAFF, 'wall', 'auditor']

const TELLS = ['admin', 'intake', 'dispatcher', 'supervisor', 'inspector', 'unit', 'crew', 'community']

/** Which roles may what. */
export const PERMISSIONS = {
  'reading.record': ['device', 'admin'],
  'reading.view': SEEN_BY,
  'reading.view-private': STAFF,
  'reading.refused': ['admin'],
  'reading.correct': ['admin', 'supervisor'],
  'reading.export': ['admin', 'supervisor', 'leader', 'auditor'],
  'retention.manage': ['admin'],
  'alarm.view': SEEN_BY,
  'device.manage': ['admin'],
  // Residents for things they are a contact of.
  'absence.announce': [...TELLS, 'resident'],
  'absence.announce-any': TELLS,
  'instruction.give': ['admin', 'dispatcher', 'supervisor'],
  'instruction.answer': ['device'],
}

/** What is told in the journal, and which permission shows it. */
export const EVENTS = {
  'alarm.raised': { view: 'alarm.view' },
  'alarm.changed': { view: 'alarm.view' },
  'alarm.cleared': { view: 'alarm.view' },
  'absence.announced': { view: 'absence.announce-any' },
  'absence.ended': { view: 'absence.announce-any' },
  'quarantine.began': { view: 'device.manage' },
  'quarantine.ended': { view: 'device.manage' },
  'quota.set': { view: 'device.manage' },
  'readings.recorded': { view: 'reading.refused' },
  'instruction.given': { view: 'instruction.give' },
  'instruction.answered': { view: 'instruction.give' },
  'mapping.set': { view: 'device.manage' },
  'mapping.removed': { view: 'device.manage' },
  'station.set': { view: 'device.manage' },
  'station.removed': { view: 'device.manage' },
  ...KEPT_EVENTS,
  'device.issued': { view: 'device.manage' },
  'device.rotated': { view: 'device.manage' },
  'device.revoked': { view: 'device.manage' },
  'device.certified': { view: 'device.manage' },
  'device.uncertified': { view: 'device.manage' },
  'device.tested': { view: 'device.manage' },
  'device.seeded': { view: 'device.manage' },
}
