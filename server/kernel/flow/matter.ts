import type { FlowReason, TimeLimit } from '../../../contract/flow.ts'
import type { Actor } from '../actor.ts'
import type { ClockEvent, ClockRun } from './clocks/run.ts'

/** Somebody who did something to a matter. No names: those belong to identity and can be erased there. */
export interface Party {
  readonly id: string
  readonly personId: string | null
  readonly unitId: string | null
}

/** The filing condition a matter is filed under, with the limit it gave at the time. */
export interface Condition {
  readonly id: string
  readonly limit: TimeLimit
}

/** What a step was given, checked against the action's form. Words and notes are free text and are kept as personal data. */
export interface StepInput {
  readonly reason?: string
  readonly words?: string
  readonly note?: string
  readonly unitId?: string
  readonly condition?: Condition
  readonly photos?: readonly { readonly id: string; readonly kind: string }[]
  /** Who found the matter, when somebody else writes the report down for them. */
  readonly finder?: Party
}

/** One step as the journal keeps it: with the flow, enough to do it again. */
export interface Step {
  readonly action: string
  readonly from: string | null
  readonly to: string
  /** ISO 8601 in UTC; never before the step that came before. */
  readonly at: string
  readonly by: Party
  readonly reason?: string
  readonly unitId?: string
  readonly condition?: Condition
  readonly photos?: StepInput['photos']
  readonly finder?: Party
}

/** What a flow remembers of a matter besides its state: all that guards and clocks look at. Kept as JSON. */
export interface FlowMemory {
  /** When it entered its present state. */
  readonly since: string
  /** When its last step was taken. */
  readonly at: string
  /** The unit that holds it. */
  readonly holder: string | null
  readonly claimant: Party | null
  readonly found: readonly Party[]
  readonly handled: readonly Party[]
  readonly counts: Readonly<Record<string, number>>
  readonly condition: Condition | null
  readonly clocks: Readonly<Record<string, ClockRun>>
}

/** A matter as the engine sees it. */
export interface FlowMatter {
  readonly state: string
  readonly divisionKey: string
  readonly memory: FlowMemory
  /** Reasons of the matter's own that a form asks for by name. */
  readonly lists?: Readonly<Record<string, readonly FlowReason[]>>
}

/** What a step makes of a matter. */
export interface Moved {
  readonly state: string
  readonly memory: FlowMemory
  readonly clockEvents: readonly ClockEvent[]
}

/** The actor as a party. */
export const partyOf = (actor: Actor): Party => ({ id: actor.id, personId: actor.personId, unitId: actor.unitId })

/** The same person, through whichever account. Two anonymous people are never known to be one. */
export function isSamePerson(one: Party, other: Party): boolean {
  if (one.personId !== null && one.personId === other.personId) return true
  return one.id === other.id && one.id !== 'anonymous'
}

/** Whether the person, or anybody else of the person's unit, is among the parties. */
export const isAmong = (party: Party, parties: readonly Party[]): boolean =>
  parties.some((one) => isSamePerson(one, party) || (one.unitId !== null && one.unitId === party.unitId))
