import type { Kernel } from '../kernel/index.ts'
import type { Module } from '../kernel/module.ts'
import { createLife, type LifeSwitch } from './life.ts'
import { lifeRoutes } from './routes.ts'

/** Who is made up in a demonstration, for the accounts they need. */
export { castOf } from './cast.ts'
/** Makes a demonstration live, through its public doors. */
export { type Living, startLife } from './client/live.ts'
/** `yiwang simulate`: the same from outside, in accelerated time. */
export { simulateCommand } from './command.ts'

/** The door of simulate: the switch of a demonstration's life. The life itself is a client. */
export type Simulate = Module & LifeSwitch

const OFFICERS = ['admin', 'intake', 'dispatcher', 'supervisor', 'inspector', 'unit', 'crew', 'leader']

const SEEN = { view: 'life.view' }

/** Makes the switch; nobody is made up until `open` says who. */
export function createSimulate(kernel: Kernel, rootKey: () => string): Simulate {
  const life = createLife(kernel, rootKey)
  return {
    ...life,
    routes: lifeRoutes(life),
    permissions: { 'life.view': [...OFFICERS, 'auditor', 'resident', 'wall'], 'life.switch': OFFICERS },
    events: {
      'life.paused': SEEN,
      'life.resumed': SEEN,
      'life.filled': { view: 'life.switch' },
      'life.left_to_people': { view: 'life.switch' },
    },
  }
}
