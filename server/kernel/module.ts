import type { Route } from './http/route.ts'

/** Who may see that something of this kind happened, on the live stream and in trails. */
export interface EventKind {
  readonly view: string
  /** Who may hear of entries of this kind only where these concern them: `concerns` of the payload names units and accounts. */
  readonly own?: string
  /** What live pages may be told of the payload; nothing without. */
  readonly public?: (payload: Readonly<Record<string, unknown>>) => object
}

/** What a module hands to the composition root. */
export interface Module {
  readonly routes: readonly Route[]
  /** Permission -> the roles that hold it. */
  readonly permissions: Readonly<Record<string, readonly string[]>>
  /** Every kind of journal entry the module writes. */
  readonly events: Readonly<Record<string, EventKind>>
}
