import type { FlowAction, FlowClockChange, FlowDefinition, FlowEffect, TimeLimit } from '../../../contract/flow.ts'
import { advance, type ClockEvent, type ClockRun, continues } from './clocks/run.ts'
import { flowErrors } from './errors.ts'
import type { FlowMemory, Moved, Party, Step } from './matter.ts'

/** The memory of a matter that does not exist yet. */
const blank = (at: string): FlowMemory => ({
  since: at,
  at,
  holder: null,
  claimant: null,
  found: [],
  handled: [],
  counts: {},
  condition: null,
  clocks: {},
})

const isSameParty = (one: Party, other: Party) =>
  one.id === other.id && one.personId === other.personId && one.unitId === other.unitId

const withParty = (parties: readonly Party[], party: Party): readonly Party[] =>
  parties.some((one) => isSameParty(one, party)) ? parties : [...parties, party]

function affect(memory: FlowMemory, effect: FlowEffect, step: Step): FlowMemory {
  switch (effect.do) {
    case 'assign_holder':
      return { ...memory, holder: step.unitId ?? null }
    case 'clear_holder':
      return { ...memory, holder: null }
    case 'record_finder':
      return { ...memory, found: withParty(memory.found, step.finder ?? step.by) }
    case 'record_handler':
      return { ...memory, handled: withParty(memory.handled, step.by) }
    case 'set_claimant':
      return { ...memory, claimant: step.by }
    case 'clear_claimant':
      return { ...memory, claimant: null }
    case 'set_condition':
      return { ...memory, condition: step.condition ?? null }
    case 'count':
      return { ...memory, counts: { ...memory.counts, [effect.what]: (memory.counts[effect.what] ?? 0) + 1 } }
  }
}

function limitFor(flow: FlowDefinition, change: FlowClockChange, memory: FlowMemory): TimeLimit {
  const source = flow.clocks.find((clock) => clock.id === change.clock)?.limit
  if (source?.from === 'fixed') return { amount: source.amount, unit: source.unit }
  const limit = source?.from === 'condition' ? memory.condition?.limit : change.limit
  if (limit === undefined) throw flowErrors.no_limit({ clock: change.clock })
  return limit
}

/** The event a change amounts to for a clock as it stands; undefined when it changes nothing. */
function eventOf(
  flow: FlowDefinition,
  change: FlowClockChange,
  memory: FlowMemory,
  run: ClockRun | undefined,
  at: string,
): ClockEvent | undefined {
  const { clock } = change
  switch (change.do) {
    case 'start':
      return { clock, kind: 'start', at, limit: limitFor(flow, change, memory), holder: memory.holder }
    case 'start_for_holder': {
      const limit = limitFor(flow, change, memory)
      if (run === undefined || !continues(run, memory.holder, limit))
        return { clock, kind: 'start', at, limit, holder: memory.holder }
      return run.mode === 'running' ? undefined : { clock, kind: 'resume', at }
    }
    case 'resume':
      return run === undefined || run.mode === 'running' ? undefined : { clock, kind: 'resume', at }
    case 'pause':
      return run?.mode === 'running' ? { clock, kind: 'pause', at } : undefined
    case 'stop':
      return run === undefined || run.mode === 'stopped' ? undefined : { clock, kind: 'stop', at }
    case 'reset':
      return run === undefined ? undefined : { clock, kind: 'reset', at }
  }
}

/** Every change of clocks a step brings, in order: the step's own, then those of the state it enters. */
function changesOf(flow: FlowDefinition, action: FlowAction, step: Step): readonly FlowClockChange[] {
  if (action.to === undefined) return action.clocks
  const entered = flow.states.find((state) => state.id === step.to)
  const ends = entered?.kind === 'done' || entered?.kind === 'void'
  const stops = ends ? flow.clocks.map((clock): FlowClockChange => ({ clock: clock.id, do: 'stop' })) : []
  return [...action.clocks, ...(entered?.clocks ?? []), ...stops]
}

/**
 * What one step makes of a matter: the only place where memory changes, for a step taken now and for one read back.
 * Leaving a state ends a claim, which is to the work of that state.
 */
export function perform(flow: FlowDefinition, action: FlowAction, before: FlowMemory | null, step: Step): Moved {
  const stays = action.to === undefined
  let memory: FlowMemory = { ...(before ?? blank(step.at)), at: step.at }
  if (!stays) memory = { ...memory, since: step.at, claimant: null }
  for (const effect of action.effects) memory = affect(memory, effect, step)

  const clocks = { ...memory.clocks }
  const clockEvents: ClockEvent[] = []
  for (const change of changesOf(flow, action, step)) {
    const event = eventOf(flow, change, memory, clocks[change.clock], step.at)
    if (event === undefined) continue
    clockEvents.push(event)
    const run = advance(clocks[change.clock], event)
    if (run === undefined) delete clocks[change.clock]
    else clocks[change.clock] = run
  }
  return { state: step.to, memory: { ...memory, clocks }, clockEvents }
}
