import type { Clock } from './clock.ts'
import type { Locale } from './errors.ts'

/** A role held over a part of the division tree. */
export interface Grant {
  readonly role: string
  readonly divisionKey: string
}

/** Who acts. `id` is the account's id, or `system:<part>` for the program itself. */
export interface Actor {
  readonly kind: 'person' | 'system' | 'device' | 'anonymous'
  readonly id: string
  readonly personId: string | null
  readonly unitId: string | null
  readonly name: string
  readonly grants: readonly Grant[]
  readonly demo: boolean
  /** Sees no names of persons: a display on a wall. Queries that return names ask this. */
  readonly masked?: boolean
}

/** What every call carries: who, in which language, under which request number, by which clock. */
export interface Ctx {
  readonly actor: Actor
  readonly locale: Locale
  readonly requestId: string
  readonly clock: Clock
}

/** Somebody we know nothing of. */
export const anonymous: Actor = {
  kind: 'anonymous',
  id: 'anonymous',
  personId: null,
  unitId: null,
  name: 'anonymous',
  grants: [],
  demo: false,
}

/** A part of the program acting by itself over the whole place. */
export const systemActor = (part: string): Actor => ({
  kind: 'system',
  id: `system:${part}`,
  personId: null,
  unitId: null,
  name: part,
  grants: [],
  demo: false,
})

/** A context for a part of the program itself. */
export const systemCtx = (part: string, clock: Clock, requestId = part): Ctx => ({
  actor: systemActor(part),
  locale: 'zh',
  requestId,
  clock,
})
