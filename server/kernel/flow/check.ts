import type { FlowAction, FlowClockChange, FlowDefinition, Permitted } from '../../../contract/flow.ts'
import type { Bilingual } from '../../../contract/text.ts'
import { type Facts, factsAfter, reach } from './reach.ts'

/** Something wrong with a flow. `path` leads to the place in its data. */
export interface FlowProblem {
  readonly code: string
  readonly path: readonly (string | number)[]
  readonly text: Bilingual
}

type Check = (flow: FlowDefinition, reached: ReadonlyMap<string, Facts>) => FlowProblem[]

const problem = (code: string, path: FlowProblem['path'], zh: string, en: string): FlowProblem => ({
  code,
  path,
  text: { zh, en },
})

const repeated = (values: readonly string[]): [string, number][] =>
  values.flatMap((value, index): [string, number][] => (values.indexOf(value) < index ? [[value, index]] : []))

const duplicates: Check = (flow) =>
  (['roles', 'clocks', 'states', 'actions'] as const).flatMap((part) =>
    repeated(flow[part].map((one) => one.id)).map(([id, index]) =>
      problem('duplicate', [part, index], `“${id}”重复`, `“${id}” is there twice`),
    ),
  )

const unknownRef = (path: FlowProblem['path'], id: string) =>
  problem('unknown_ref', path, `没有“${id}”`, `there is no “${id}”`)

/** Every name an action or a state refers to is declared. */
const references: Check = (flow) => {
  const has = (part: 'roles' | 'clocks' | 'states', id: string) => flow[part].some((one) => one.id === id)
  const roles = (by: readonly Permitted[], path: FlowProblem['path']) =>
    by.flatMap((who, index) =>
      who.role === undefined || has('roles', who.role) ? [] : [unknownRef([...path, index, 'role'], who.role)],
    )
  const clocks = (changes: readonly FlowClockChange[], path: FlowProblem['path']) =>
    changes.flatMap((change, index) =>
      has('clocks', change.clock) ? [] : [unknownRef([...path, index, 'clock'], change.clock)],
    )
  const counts = new Set(
    flow.actions.flatMap((action) => action.effects.map((one) => (one.do === 'count' ? one.what : ''))),
  )
  return [
    ...flow.states.flatMap((state, index) => [
      ...roles(state.inbox, ['states', index, 'inbox']),
      ...state.inbox.flatMap((who, at) =>
        who.as === 'inbox'
          ? [problem('circular', ['states', index, 'inbox', at], '不能指向自己', 'refers to itself')]
          : [],
      ),
      ...clocks(state.clocks, ['states', index, 'clocks']),
    ]),
    ...flow.actions.flatMap((action, index) => [
      ...action.from.flatMap((id, at) => (has('states', id) ? [] : [unknownRef(['actions', index, 'from', at], id)])),
      ...(action.to === undefined || has('states', action.to) ? [] : [unknownRef(['actions', index, 'to'], action.to)]),
      ...roles(action.by, ['actions', index, 'by']),
      ...clocks(action.clocks, ['actions', index, 'clocks']),
      ...action.guards.flatMap((guard, at) =>
        guard.is === 'below' && !counts.has(guard.count)
          ? [unknownRef(['actions', index, 'guards', at, 'count'], guard.count)]
          : [],
      ),
    ]),
  ]
}

/** Every state can be reached, can be left unless it ends the matter, and leads to an end. */
const shape: Check = (flow, reached) => {
  const ends = new Set(
    flow.states.filter((state) => state.kind === 'done' || state.kind === 'void').map((state) => state.id),
  )
  for (let grew = true; grew; ) {
    const leading = flow.actions.filter((action) => action.to !== undefined && ends.has(action.to))
    const before = ends.size
    for (const state of leading.flatMap((action) => action.from)) ends.add(state)
    grew = ends.size > before
  }
  const begins = flow.actions.some((action) => action.from.length === 0)
  return [
    ...(begins ? [] : [problem('no_beginning', ['actions'], '没有开始的一步', 'no action begins a matter')]),
    ...flow.states.flatMap((state, index) => [
      ...(reached.has(state.id)
        ? []
        : [
            problem(
              'unreachable',
              ['states', index],
              `到不了“${state.name.zh}”`,
              `nothing leads to “${state.name.en}”`,
            ),
          ]),
      ...(ends.has(state.id)
        ? []
        : [problem('no_exit', ['states', index], `“${state.name.zh}”办不结`, `“${state.name.en}” leads to no end`)]),
    ]),
  ]
}

/** Whether one way of being permitted can ever hold in a state; before there is one, only roles, the system and anyone. */
function canBe(flow: FlowDefinition, who: Permitted, state: string | undefined, facts: Facts | undefined): boolean {
  switch (who.as) {
    case 'holder':
      return facts?.mayBeHeld ?? false
    case 'claimant':
      return facts?.mayBeClaimed ?? false
    case 'reporter':
      return facts !== undefined
    case 'inbox':
      return flow.states.some((one) => one.id === state && one.inbox.some((it) => it.as !== 'inbox'))
    default:
      return true
  }
}

/** Whether an action's guards rule out this one way of being permitted in a state. */
function isGuardedOut(action: FlowAction, who: Permitted, facts: Facts | undefined): boolean {
  return action.guards.some(
    (guard) =>
      (guard.is === 'not_finder' && who.as === 'reporter') ||
      (guard.is === 'not_handler' && who.as === 'holder' && (facts?.holderHandled ?? false)) ||
      (guard.is === 'below' && guard.limit === 0),
  )
}

/** From every state it starts from, each action can be taken by somebody. */
const somebodyCan: Check = (flow, reached) =>
  flow.actions.flatMap((action, index) => {
    const froms = action.from.length === 0 ? [undefined] : action.from.filter((state) => reached.has(state))
    return froms.flatMap((state) => {
      const facts = state === undefined ? undefined : reached.get(state)
      const able = action.by.filter((who) => canBe(flow, who, state, facts))
      const where = state ?? ''
      const { zh, en } = action.name
      if (able.length === 0)
        return [
          problem(
            'nobody',
            ['actions', index, 'by'],
            `“${zh}”无人能办（${where}）`,
            `nobody can take “${en}” (${where})`,
          ),
        ]
      if (able.every((who) => isGuardedOut(action, who, facts)))
        return [
          problem(
            'never',
            ['actions', index, 'guards'],
            `“${zh}”的条件无人能满足`,
            `nobody can meet the guards of “${en}”`,
          ),
        ]
      return []
    })
  })

/** A clock started by a change has a limit there, whichever way the matter came. */
const limits: Check = (flow, reached) => {
  const lacks = (change: FlowClockChange, facts: Facts | undefined, path: FlowProblem['path']): FlowProblem[] => {
    if (change.do !== 'start' && change.do !== 'start_for_holder') return []
    const from = flow.clocks.find((clock) => clock.id === change.clock)?.limit.from
    const missing =
      (from === 'state' && change.limit === undefined) || (from === 'condition' && facts?.hasCondition === false)
    return missing
      ? [
          problem(
            'no_limit',
            path,
            `“${change.clock}”启动时可能没有时限`,
            `“${change.clock}” may start without a limit`,
          ),
        ]
      : []
  }
  return [
    ...flow.states.flatMap((state, index) =>
      state.clocks.flatMap((change, at) => lacks(change, reached.get(state.id), ['states', index, 'clocks', at])),
    ),
    ...flow.actions.flatMap((action, index) =>
      action.clocks.flatMap((change, at) =>
        lacks(change, factsAfter(reached, action), ['actions', index, 'clocks', at]),
      ),
    ),
  ]
}

const neverStarted: Check = (flow) => {
  const started = [...flow.states, ...flow.actions]
    .flatMap((one) => one.clocks)
    .filter((change) => change.do.startsWith('start'))
  return flow.clocks.flatMap((clock, index) =>
    started.some((change) => change.clock === clock.id)
      ? []
      : [
          problem(
            'never_started',
            ['clocks', index],
            `“${clock.name.zh}”从不启动`,
            `nothing starts “${clock.name.en}”`,
          ),
        ],
  )
}

/** What an effect takes from the form is asked for there; a step back has a reason; a beginning leads somewhere. */
const forms: Check = (flow) =>
  flow.actions.flatMap((action, index) => {
    const found: FlowProblem[] = []
    const does = (effect: FlowAction['effects'][number]['do']) => action.effects.some((one) => one.do === effect)
    const say = (code: string, zh: string, en: string) => found.push(problem(code, ['actions', index], zh, en))
    const { zh, en } = action.name
    if (action.direction === 'backward' && action.form.reason === undefined)
      say('no_reason', `退回“${zh}”须有理由`, `“${en}” goes back and needs a reason`)
    if (does('assign_holder') && action.form.unit === undefined)
      say('not_in_form', `“${zh}”没有选单位`, `“${en}” assigns a unit its form does not ask for`)
    if (does('set_condition') && action.form.condition === undefined)
      say('not_in_form', `“${zh}”没有选立案条件`, `“${en}” sets a condition its form does not ask for`)
    if (action.from.length === 0 && action.to === undefined)
      say('leads_nowhere', `“${zh}”没有去向`, `“${en}” begins a matter and leads nowhere`)
    if (action.from.length === 0 && action.guards.length > 0)
      say('guarded_beginning', `“${zh}”开始时没有往事可查`, `“${en}” begins a matter: there is no past to guard`)
    return found
  })

/** In one state a letter does one thing. */
const keys: Check = (flow) =>
  flow.states.flatMap((state) => {
    const here = flow.actions.filter((action) => action.key !== undefined && action.from.includes(state.id))
    return repeated(here.map((action) => action.key ?? '')).map(([key]) =>
      problem(
        'key_twice',
        ['states', flow.states.indexOf(state)],
        `“${state.name.zh}”里 ${key} 键有两个用处`,
        `in “${state.name.en}” the key ${key} does two things`,
      ),
    )
  })

const CHECKS: readonly Check[] = [duplicates, references, shape, somebodyCan, limits, neverStarted, forms, keys]

/** Everything wrong with a flow, each with its place in the data; none for a sound one. */
export function checkFlow(flow: FlowDefinition): FlowProblem[] {
  const reached = reach(flow)
  return CHECKS.flatMap((check) => check(flow, reached))
}
