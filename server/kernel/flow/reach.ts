import type { FlowAction, FlowDefinition } from '../../../contract/flow.ts'

/** What can, or must, be true of a matter when it is in a state, over every way of getting there. */
export interface Facts {
  readonly mayBeHeld: boolean
  readonly mayBeClaimed: boolean
  /** On every way here a filing condition was set. */
  readonly hasCondition: boolean
  /** On every way here whoever holds it was written down as its handler. */
  readonly holderHandled: boolean
}

const NOTHING: Facts = { mayBeHeld: false, mayBeClaimed: false, hasCondition: false, holderHandled: false }

const does = (action: FlowAction, effect: FlowAction['effects'][number]['do']): boolean =>
  action.effects.some((one) => one.do === effect)

const onlyTheHolder = (action: FlowAction): boolean => action.by.every((who) => who.as === 'holder')

function after(facts: Facts, action: FlowAction): Facts {
  const reassigned = does(action, 'assign_holder') || does(action, 'clear_holder')
  const written = does(action, 'record_handler') && onlyTheHolder(action)
  const kept = action.to === undefined && facts.mayBeClaimed && !does(action, 'clear_claimant')
  return {
    mayBeHeld: does(action, 'assign_holder') || (facts.mayBeHeld && !does(action, 'clear_holder')),
    mayBeClaimed: does(action, 'set_claimant') || kept,
    hasCondition: does(action, 'set_condition') || facts.hasCondition,
    holderHandled: written || (facts.holderHandled && !reassigned),
  }
}

const join = (one: Facts, other: Facts): Facts => ({
  mayBeHeld: one.mayBeHeld || other.mayBeHeld,
  mayBeClaimed: one.mayBeClaimed || other.mayBeClaimed,
  hasCondition: one.hasCondition && other.hasCondition,
  holderHandled: one.holderHandled && other.holderHandled,
})

const isSame = (one: Facts, other: Facts): boolean =>
  (Object.keys(NOTHING) as (keyof Facts)[]).every((name) => one[name] === other[name])

/** What holds in each state that can be reached; a state that cannot is not in it. */
export function reach(flow: FlowDefinition): ReadonlyMap<string, Facts> {
  const known = new Map<string, Facts>()
  const waiting: string[] = []

  function arrive(state: string, facts: Facts) {
    const before = known.get(state)
    const joined = before === undefined ? facts : join(before, facts)
    if (before !== undefined && isSame(before, joined)) return
    known.set(state, joined)
    waiting.push(state)
  }

  for (const action of flow.actions)
    if (action.from.length === 0 && action.to !== undefined) arrive(action.to, after(NOTHING, action))
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const facts = known.get(state) ?? NOTHING
    for (const action of flow.actions) if (action.from.includes(state)) arrive(action.to ?? state, after(facts, action))
  }
  return known
}

/** What holds once an action's effects are written, from whichever of its states it was taken. */
export function factsAfter(reached: ReadonlyMap<string, Facts>, action: FlowAction): Facts {
  const befores = action.from.flatMap((state) => reached.get(state) ?? [])
  return after(befores.length === 0 ? NOTHING : befores.reduce(join), action)
}
