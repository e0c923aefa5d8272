/** Versioned flows: states, steps, guards and clocks as data, and the pure engine that runs them. */

/** Everything wrong with a flow, with its place in the data. */
export { checkFlow, type FlowProblem } from './check.ts'
/** The working calendars that come with the program. */
export { shippedCalendars } from './clocks/calendars.ts'
/** When a clock's lights change, from its history and a working calendar. */
export { type ClockReading, type Deadline, deadline, deadlineOf, type Light, readClock } from './clocks/clock.ts'
/** The next light of a matter, and all its clocks for a page. */
export { type Due, dueOf, type ShownClock, showClocks } from './clocks/due.ts'
/** How a deadline came about, in sentences. */
export { explain, sayLength, sayLimit } from './clocks/explain.ts'
/** The history of a clock and what it amounts to. */
export { type ClockEvent, type ClockRun, runOf } from './clocks/run.ts'
/** Working time by a calendar, in a time zone. */
export { createWorkTime, type WorkTime } from './clocks/work-time.ts'
/** What the actor may do to a matter now, each refusal with its reason. */
export { allowedActions, apply, begin, isEnd, isInInbox, type OfferedAction, replay, type Taken } from './engine.ts'
/** Why a step is refused. */
export { flowErrors } from './errors.ts'
/** The flows in use, all versions. */
export { createFlows, type Flows } from './flows.ts'
/** A matter, its memory and its steps as the engine sees them. */
export {
  type Condition,
  type FlowMatter,
  type FlowMemory,
  type Party,
  partyOf,
  type Step,
  type StepInput,
} from './matter.ts'
/** An offered action as pages show it, and what its form sends back. */
export { type Choices, readFields, showAction } from './offer.ts'
/** The reason of a refusal, and the fault it amounts to. */
export { faultOf, type Refusal } from './permit.ts'
/** A recorded step as a sentence for the trail. */
export { sayStep } from './sentence.ts'
/** Beginning and stepping matters through the write path, and reading them again from the journal. */
export {
  type Beginning,
  beginMatter,
  defineStep,
  eventsOf,
  type FlowWorld,
  flowMatterOf,
  flowOf,
  type Recorded,
  recompute,
  type StepRequest,
  type StepSent,
  takeStep,
  type Vocabulary,
} from './step.ts'
