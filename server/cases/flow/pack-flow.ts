import type { FlowDefinition } from '../../../contract/flow.ts'
import { ROLES } from '../../../contract/roles.ts'
import { eventsOf } from '../../kernel/flow/index.ts'
import type { Kernel } from '../../kernel/index.ts'
import { SEEN } from '../permissions.ts'

/** What a role of a pack's own may do at all; what of it, the flow says. */
const PART = ['case.view-part', 'case.step', 'report.make']

/**
 * Takes up a flow that a pack brings, as often as it is asked to: the kinds of entry its steps write, and the roles that
 * are not the city's, which may then be granted and see the cases of this flow.
 */
export function takeUpFlow(kernel: Kernel, flow: FlowDefinition): void {
  const known = new Set(kernel.kinds.names())
  const events = Object.entries(eventsOf(flow, 'case', SEEN)).filter(([kind]) => !known.has(kind))
  kernel.kinds.register(Object.fromEntries(events))
  const own = flow.roles.filter(({ id }) => !(id in ROLES))
  kernel.access.admit(own, PART)
}
