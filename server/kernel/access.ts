import type { Bilingual } from '../../contract/text.ts'
import type { Actor, Grant } from './actor.ts'
import { kernelErrors } from './errors.ts'

/** A half-open range of division keys: `lo <= key < hi`. */
export interface KeyRange {
  readonly lo: string
  readonly hi: string
}

/** Greater than every division key: keys are of 0-9 and a-z. */
const AFTER_ALL = '~'

/** A division and everything below it. */
export const subtree = (divisionKey: string): KeyRange => ({ lo: divisionKey, hi: divisionKey + AFTER_ALL })

/** The whole place. */
export const everywhere: KeyRange = { lo: '', hi: AFTER_ALL }

/** Whether a division key lies in a range. */
export const inRange = (key: string, range: KeyRange): boolean => key >= range.lo && key < range.hi

function merge(grants: readonly Grant[]): KeyRange[] {
  const sorted = grants.map((grant) => subtree(grant.divisionKey)).sort((a, b) => (a.lo < b.lo ? -1 : 1))
  const merged: KeyRange[] = []
  for (const range of sorted) {
    const last = merged.at(-1)
    if (last === undefined || !inRange(range.lo, last)) merged.push(range)
  }
  return merged
}

/** A role that is not the city's: a pack's flow brings it. */
export interface BroughtRole {
  readonly id: string
  readonly name: Bilingual
}

export type Access = ReturnType<typeof createAccess>

/** Holds which roles each permission is for, and answers who may do what where. */
export function createAccess() {
  const rolesOf = new Map<string, ReadonlySet<string>>()
  const brought = new Map<string, BroughtRole>()

  const grantsFor = (actor: Actor, permission: string): readonly Grant[] => {
    const roles = rolesOf.get(permission)
    if (roles === undefined) throw new Error(`permission ${permission} is not registered`)
    return actor.grants.filter((grant) => roles.has(grant.role))
  }

  // A request asks the same several times, and an actor's grants never change: changed ones are another actor's.
  let found = new WeakMap<Actor, Map<string, readonly KeyRange[]>>()

  /** Where the actor holds the permission: disjoint ranges in key order, none if nowhere. */
  function ranges(actor: Actor, permission: string): readonly KeyRange[] {
    if (actor.kind === 'system') return [everywhere]
    const known = found.get(actor) ?? new Map<string, readonly KeyRange[]>()
    const held = known.get(permission) ?? merge(grantsFor(actor, permission))
    found.set(actor, known.set(permission, held))
    return held
  }

  const can = (actor: Actor, permission: string, divisionKey?: string): boolean =>
    ranges(actor, permission).some((range) => divisionKey === undefined || inRange(divisionKey, range))

  return {
    register(permissions: Readonly<Record<string, readonly string[]>>): void {
      for (const [permission, roles] of Object.entries(permissions)) {
        if (rolesOf.has(permission)) throw new Error(`permission ${permission} is registered twice`)
        rolesOf.set(permission, new Set(roles))
      }
    },
    /** Lets further roles hold permissions already registered: those that a pack's flow brings. Again changes nothing. */
    admit(roles: readonly BroughtRole[], permissions: readonly string[]): void {
      for (const permission of permissions) {
        const held = rolesOf.get(permission)
        if (held === undefined) throw new Error(`permission ${permission} is not registered`)
        rolesOf.set(permission, new Set([...held, ...roles.map(({ id }) => id)]))
      }
      for (const role of roles) brought.set(role.id, role)
      found = new WeakMap()
    },
    /** The roles that were let in, by what they are called. */
    admitted: (): readonly BroughtRole[] => [...brought.values()],
    /** Whether some permission is for a role: others would be held for nothing. */
    isRole: (role: string): boolean => [...rolesOf.values()].some((roles) => roles.has(role)),
    ranges,
    can,
    /** Throws unauthenticated for nobody, forbidden without the permission anywhere, not_found outside one's divisions. */
    require(actor: Actor, permission: string, divisionKey?: string): void {
      if (can(actor, permission, divisionKey)) return
      if (actor.kind === 'anonymous') throw kernelErrors.sign_in_needed()
      if (divisionKey !== undefined && can(actor, permission)) throw kernelErrors.not_found()
      throw kernelErrors.not_permitted({ permission })
    },
    /** Every permission the actor holds somewhere: for pages to show what can be done. */
    heldBy: (actor: Actor): string[] => [...rolesOf.keys()].filter((permission) => can(actor, permission)),
    permissions: (): string[] => [...rolesOf.keys()],
    rolesOf: (permission: string): readonly string[] => [...(rolesOf.get(permission) ?? [])],
  }
}
