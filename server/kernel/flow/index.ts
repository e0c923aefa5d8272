/** Versioned flows: states, steps, guards and clocks as data, and the pure engine that runs them. */

/** Everything wrong with a flow, with its place in the data. */
export { checkFlow } from './check.ts'
/** The working calendars that come with the program. */
export { shippedCalendars } from './clocks/calendars.ts'
/** When the lights of a clock change, from its history and a working calendar. */
export { readClock } from './clocks/clock.ts'
/** The next light of a matter, and all its clocks for a page. */
export { dueOf, showClocks } from './clocks/due.ts'
/** The history of a clock and what it amounts to. */
export { runOf } from './clocks/run.ts'
/** Working time by a calendar, in a time zone. */
export { createWorkTime } from './clocks/work-time.ts'
/** What the actor may do to a matter now, each refusal with its reason. */
export { allowedActions, apply, begin, type OfferedAction, type Taken } from './engine.ts'
/** The flows in use, all versions. */
export { createFlows, type Flows } from './flows.ts'
/** A matter, its memory and its steps as the engine sees them. */
export type { Condition, FlowMatter, FlowMemory, Party, Step, StepInput } from './matter.ts'
/** An offered action as pages show it. */
export { showAction } from './offer.ts'
/** A recorded step as a sentence for the trail. */
export { sayStep } from './sentence.ts'
/** Beginning and stepping matters through the write path, and reading them again from the journal. */
export {
  beginMatter,
  defineStep,
  eventsOf,
  type FlowWorld,
  flowOf,
  type Recorded,
  recompute,
  type StepSent,
  type Vocabulary,
} from './step.ts'
