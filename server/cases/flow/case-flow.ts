import type { FlowSource } from '../../../contract/flow.ts'
import { dispatchSteps } from './dispatch-steps.ts'
import { disposalSteps } from './disposal-steps.ts'
import { inspectionSteps } from './inspection-steps.ts'
import { intakeSteps } from './intake-steps.ts'
import { roles } from './people.ts'
import { clocks, states } from './states.ts'

/**
 * The flow of a case (案件). Finding, filing, inspecting and closing are one side, handling is the other: nobody acts on
 * both, and no step leads from the dispatcher to closing, so a case that came back cannot be closed unhandled.
 */
export const caseFlow: FlowSource = {
  id: 'case',
  version: 1,
  name: { zh: '案件', en: 'Case' },
  roles,
  clocks,
  states,
  actions: [...intakeSteps, ...dispatchSteps, ...disposalSteps, ...inspectionSteps],
}
