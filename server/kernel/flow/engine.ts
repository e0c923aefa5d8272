import type { FlowAction, FlowDefinition, FlowEffect, FlowForm, FlowReason } from '../../../contract/flow.ts'
import type { Actor } from '../actor.ts'
import { flowErrors } from './errors.ts'
import { formFault, reasonsOf } from './form.ts'
import { type FlowMatter, type FlowMemory, type Moved, partyOf, type Step, type StepInput } from './matter.ts'
import { perform } from './perform.ts'
import { faultOf, isIdle, isPermitted, type Refusal, refusal, sayPermitted } from './permit.ts'

/** An action of the state a matter is in, and whether this actor may take it. */
export interface OfferedAction {
  readonly action: FlowAction
  readonly form: FlowForm
  /** The reasons to choose from, the matter's own in place of the flow's where it has them. */
  readonly reasons: readonly FlowReason[]
  readonly allowed: boolean
  readonly whyNot: Refusal | null
}

/** A step taken: what to write down, and what it makes of the matter. */
export interface Taken extends Moved {
  readonly action: FlowAction
  readonly step: Step
  readonly effects: readonly FlowEffect[]
  /** Whether the matter has ended, in its purpose or without. */
  readonly done: boolean
}

const getAction = (flow: FlowDefinition, id: string): FlowAction => {
  const action = flow.actions.find((one) => one.id === id)
  if (action === undefined) throw flowErrors.unknown_action({ action: id })
  return action
}

/** Whether a state ends a matter. */
export function isEnd(flow: FlowDefinition, state: string): boolean {
  const kind = flow.states.find((one) => one.id === state)?.kind
  return kind === 'done' || kind === 'void'
}

/** Every action of the matter's state with whether the actor may take it and, if not, why: for pages and for the server. */
export function allowedActions(flow: FlowDefinition, matter: FlowMatter, actor: Actor, now: Date): OfferedAction[] {
  return flow.actions
    .filter((action) => action.from.includes(matter.state) && !isIdle(action, matter))
    .map((action) => {
      const whyNot = refusal(flow, action, matter, actor, now)
      const reasons = reasonsOf(action, matter.lists)
      return { action, form: action.form, reasons, allowed: whyNot === null, whyNot }
    })
}

/** The step without free text, which is personal data and is kept apart. Photos and the rest only where given. */
function stepOf(action: FlowAction, from: string | null, to: string, input: StepInput, actor: Actor, at: string): Step {
  const { reason, unitId, condition, photos, finder } = input
  return {
    action: action.id,
    from,
    to,
    at,
    by: partyOf(actor),
    ...(reason !== undefined && { reason }),
    ...(unitId !== undefined && { unitId }),
    ...(condition !== undefined && { condition }),
    ...(photos !== undefined && { photos }),
    ...(finder !== undefined && { finder }),
  }
}

function taken(flow: FlowDefinition, action: FlowAction, before: FlowMemory | null, step: Step): Taken {
  const moved = perform(flow, action, before, step)
  return { ...moved, action, step, effects: action.effects, done: isEnd(flow, moved.state) }
}

/** Takes a step on a matter, or throws why it cannot be taken. A clock behind the last step's is taken as that step's time. */
export function apply(
  flow: FlowDefinition,
  matter: FlowMatter,
  actionId: string,
  input: StepInput,
  actor: Actor,
  now: Date,
): Taken {
  const action = getAction(flow, actionId)
  const refused = refusal(flow, action, matter, actor, now) ?? formFault(action, input, matter)
  if (refused !== null) throw faultOf(refused)
  const at = new Date(Math.max(now.getTime(), Date.parse(matter.memory.at))).toISOString()
  return taken(flow, action, matter.memory, stepOf(action, matter.state, action.to ?? matter.state, input, actor, at))
}

/** Begins a matter by one of the flow's beginnings. */
export function begin(
  flow: FlowDefinition,
  actionId: string,
  input: StepInput,
  actor: Actor,
  divisionKey: string,
  now: Date,
): Taken {
  const action = getAction(flow, actionId)
  if (action.from.length > 0 || action.to === undefined) throw flowErrors.unknown_action({ action: actionId })
  if (!isPermitted(flow, action.by, actor, { divisionKey, state: null, memory: null }))
    throw flowErrors.not_yours({ action: action.name, who: sayPermitted(flow, action.by) })
  const missing = formFault(action, input, null)
  if (missing !== null) throw faultOf(missing)
  return taken(flow, action, null, stepOf(action, null, action.to, input, actor, now.toISOString()))
}

function redo(flow: FlowDefinition, before: Moved | null, step: Step, index: number): Moved {
  const state = before?.state ?? null
  const action = getAction(flow, step.action)
  const follows = step.from === state && (state === null ? action.from.length === 0 : action.from.includes(state))
  if (!follows || step.to !== (action.to ?? state))
    throw flowErrors.broken_history({ index, action: step.action, state })
  const moved = perform(flow, action, before?.memory ?? null, step)
  return { ...moved, clockEvents: [...(before?.clockEvents ?? []), ...moved.clockEvents] }
}

/** Does recorded steps again. Who might was judged when they were taken; here only that each follows from the last. */
export function replay(flow: FlowDefinition, steps: readonly Step[]): Moved {
  const end = steps.reduce<Moved | null>((before, step, index) => redo(flow, before, step, index), null)
  if (end === null) throw flowErrors.broken_history({ index: 0, action: '', state: '' })
  return end
}
