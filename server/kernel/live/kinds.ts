import { type Access, inRange } from '../access.ts'
import type { Actor } from '../actor.ts'
import type { SealedEntry } from '../journal/sealed.ts'
import type { EventKind } from '../module.ts'
import type { LiveEntry } from './entry.ts'

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
    publicOf: (entry: SealedEntry): object | undefined => kinds.get(entry.kind)?.public?.(entry.payload),
    /** A test of what an actor may hear of, by what they are granted now; a kind nobody declared is told to nobody. */
    acceptsFor(actor: Actor): (entry: LiveEntry) => boolean {
      const ranges = new Map([...kinds].map(([kind, event]) => [kind, access.ranges(actor, event.view)]))
      return ({ kind, divisionKey }) => ranges.get(kind)?.some((range) => inRange(divisionKey, range)) ?? false
    },
  }
}
