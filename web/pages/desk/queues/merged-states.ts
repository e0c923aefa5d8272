import type { Queues } from '../../../../contract/cases/index.ts'

type Waiting = Queues['mine'][number]

/** One line a state: flows of different packs may share a state's id, and to a person it is one queue. */
export function mergedStates(mine: readonly Waiting[]): Waiting[] {
  const states = new Map<string, Waiting>()
  for (const one of mine) {
    const known = states.get(one.state)
    const { count, late } = known ?? { count: 0, late: 0 }
    states.set(one.state, { ...(known ?? one), count: count + one.count, late: late + one.late })
  }
  return [...states.values()]
}
