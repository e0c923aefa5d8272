import { type Access, inRange, type KeyRange } from '../access.ts'
import type { Actor } from '../actor.ts'
import type { SealedEntry } from '../journal/sealed.ts'
import type { EventKind } from '../module.ts'
import type { Concerns, LiveEntry } from './entry.ts'

export type Kinds = ReturnType<typeof createKinds>

/** Knows every kind of entry: who may hear of it, and what they may be told of its payload. */
export function createKinds(access: Access) {
  const kinds = new Map<string, EventKind>()
  return {
    register(events: Readonly<Record<string, EventKind>>): void {
      for (const [kind, event] of Object.entries(events)) {
        if (kinds.has(kind)) throw new Error(`events of kind ${kind} are registered twice`)
        kinds.set(kind, event)
      }
    },
    names: (): string[] => [...kinds.keys()],
    concernsOf(entry: SealedEntry): Concerns | undefined {
      if (kinds.get(entry.kind)?.own === undefined) return undefined
      return entry.payload.concerns as Concerns | undefined
    },
    publicOf: (entry: SealedEntry): object | undefined => kinds.get(entry.kind)?.public?.(entry.payload),
    /** A test of what an actor may hear of, by what they are granted now; a kind nobody declared is told to nobody. */
    acceptsFor(actor: Actor): (entry: LiveEntry) => boolean {
      const ranges = new Map([...kinds].map(([kind, event]) => [kind, access.ranges(actor, event.view)]))
      const own = new Map(
        [...kinds].flatMap(([kind, event]) =>
          event.own === undefined ? [] : [[kind, access.ranges(actor, event.own)] as const],
        ),
      )
      const lies = (within: readonly KeyRange[] | undefined, key: string) =>
        within?.some((range) => inRange(key, range)) ?? false
      return ({ kind, divisionKey, concerns }) =>
        lies(ranges.get(kind), divisionKey) || (isAbout(actor, concerns) && lies(own.get(kind), divisionKey))
    },
  }
}

const isAbout = (actor: Actor, concerns: Concerns | undefined): boolean =>
  concerns !== undefined &&
  (concerns.accounts.includes(actor.id) || (actor.unitId !== null && concerns.units.includes(actor.unitId)))
