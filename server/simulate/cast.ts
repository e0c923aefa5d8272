/** Somebody made up: an account of a role in a part of the place. */
export interface Actor {
  readonly login: string
  readonly name: string
  readonly role: 'admin' | 'intake' | 'dispatcher' | 'supervisor' | 'inspector' | 'unit' | 'resident'
  readonly divisionKey: string
  readonly unitId: string | null
}

interface Unit {
  readonly id: string
  readonly code: string
  readonly name: { readonly zh: string }
  readonly divisionKey: string
}

const OFFICES = [
  { login: 'intake', name: '演示 受理员', role: 'intake' },
  { login: 'hotline', name: '演示 热线话务员', role: 'intake' },
  { login: 'dispatcher', name: '演示 派遣员', role: 'dispatcher' },
  { login: 'supervisor', name: '演示 值班长', role: 'supervisor' },
  { login: 'inspector', name: '演示 核查员', role: 'inspector' },
  { login: 'patrol', name: '演示 巡查员', role: 'inspector' },
] as const

const RESIDENTS = 6

/** Begins the logins of the program's own people, as identity makes them. */
export const loginOf = (login: string): string => `sim-${login}`

/** The login of whoever acts for a unit. */
export const handlerOf = (unitCode: string): string => `unit-${unitCode}`

/** Who reports as a resident; a share in [0, 1) falls on one. */
export const residentOf = (share: number): string => `resident-${1 + Math.floor(share * RESIDENTS)}`

/**
 * Everybody made up in a place: an office of each kind that belongs to no unit (so that no unit is kept from a case by
 * who found it), some residents, and one who acts for each unit.
 */
export function castOf(divisionKey: string, units: readonly Unit[]): Actor[] {
  const offices = OFFICES.map((office) => ({ ...office, divisionKey, unitId: null }))
  const residents = Array.from({ length: RESIDENTS }, (_, i) => ({
    login: `resident-${i + 1}`,
    name: `演示 居民 ${i + 1}`,
    role: 'resident' as const,
    divisionKey,
    unitId: null,
  }))
  const handlers = units.map((unit) => ({
    login: handlerOf(unit.code),
    name: `演示 ${unit.name.zh}`,
    role: 'unit' as const,
    divisionKey: unit.divisionKey,
    unitId: unit.id,
  }))
  // Devices are issued by whoever may; the one that speaks for all things is the engineer's.
  const engineer = { login: 'engineer', name: '演示 系统工程师', role: 'admin' as const, divisionKey: '', unitId: null }
  return [...offices, ...residents, engineer, ...handlers]
}
