import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FlowDefinition } from '../../../contract/flow.ts'
import type { Step } from '../../kernel/flow/index.ts'
import { caseFlow } from '../flow/case-flow.ts'
import { standing, tellDeadline, tellStep } from './sentences.ts'

const flow = FlowDefinition.parse(caseFlow)
const step = (action: string, to: string, reason?: string): Step => ({
  action,
  from: null,
  to,
  at: '2026-03-02T00:00:00.000Z',
  by: { id: 'a', personId: null, unitId: null },
  ...(reason !== undefined && { reason }),
})

test('every state and step of an ordinary case is told in plain words or not at all', () => {
  for (const state of flow.states) assert.notDeepEqual(standing(flow, state.id).says, state.name, state.id)
  for (const action of flow.actions) {
    const told = tellStep(flow, step(action.id, action.to ?? 'reported'))
    assert.equal(told === null, action.direction === 'aside', action.id)
  }
})

test('a refusal says why', () => {
  assert.deepEqual(tellStep(flow, step('refuse', 'not_accepted', 'below_condition')), {
    zh: '没有受理：未达立案条件',
    en: 'Not accepted: Below the conditions for filing',
  })
})

test('a deadline is told in the time of the place, and being late is said', () => {
  const due = new Date('2026-03-02T14:36:00Z')
  assert.deepEqual(tellDeadline('disposal', due, false, 1, 'Asia/Shanghai'), {
    zh: '应在 3月2日 22:36 前处理完',
    en: 'To be dealt with by 2 March at 22:36',
  })
  assert.match(tellDeadline('disposal', due, true, 1, 'Asia/Shanghai').zh, /已经超过/)
  assert.match(tellDeadline('intake', due, false, 2, 'Asia/Shanghai').zh, /前办结/)
})
