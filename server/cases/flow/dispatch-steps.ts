import type { FlowSource } from '../../../contract/flow.ts'
import { dispatcher, notHandler, other, supervisor, unclaimed } from './people.ts'

const stations = [
  'reported',
  'pending_dispatch',
  'pending_acceptance',
  'in_disposal',
  'pending_inspection',
  'pending_close',
]

/** From a filed case to one unit, and what may be done to a case at most of its stations. */
export const dispatchSteps: FlowSource['actions'] = [
  {
    id: 'dispatch',
    name: { zh: '派遣', en: 'Dispatch' },
    event: 'dispatched',
    from: ['pending_dispatch'],
    to: 'pending_acceptance',
    direction: 'forward',
    by: [dispatcher],
    guards: [unclaimed, { is: 'unit_not_finder' }],
    form: { unit: 'required', note: 'optional' },
    effects: [{ do: 'assign_holder' }],
    key: 'd',
  },
  {
    id: 'return_to_intake',
    name: { zh: '退回受理', en: 'Return to intake' },
    event: 'returned_to_intake',
    from: ['pending_dispatch'],
    to: 'reported',
    direction: 'backward',
    by: [dispatcher],
    guards: [unclaimed],
    form: {
      reason: {
        options: [
          { id: 'wrong_category', name: { zh: '类别或立案条件不对', en: 'Wrong category or condition' } },
          { id: 'unclear', name: { zh: '地点或情况不清', en: 'Place or situation unclear' } },
          { id: 'not_ours', name: { zh: '不属本区职责', en: 'Not for this district' } },
          other,
        ],
      },
    },
    effects: [{ do: 'count', what: 'returns_to_intake' }],
    key: 'b',
  },
  {
    id: 'recall',
    name: { zh: '撤回派遣', en: 'Recall' },
    event: 'recalled',
    from: ['pending_acceptance'],
    to: 'pending_dispatch',
    direction: 'backward',
    by: [dispatcher],
    form: { reason: { options: [{ id: 'wrong_unit', name: { zh: '派错单位', en: 'Wrong unit' } }, other] } },
    effects: [{ do: 'clear_holder' }],
    key: 'w',
  },
  {
    id: 'void',
    name: { zh: '作废', en: 'Void' },
    event: 'voided',
    from: ['pending_dispatch', 'pending_acceptance', 'in_disposal'],
    to: 'voided',
    direction: 'backward',
    by: [supervisor],
    guards: [notHandler],
    form: {
      reason: {
        options: [
          { id: 'false_alarm', name: { zh: '误报', en: 'False alarm' } },
          { id: 'duplicate', name: { zh: '重复案件', en: 'Another case covers it' } },
          { id: 'gone', name: { zh: '问题已自行消失', en: 'It went away by itself' } },
          other,
        ],
      },
    },
    key: 'x',
  },
  {
    id: 'claim',
    name: { zh: '认领', en: 'Claim' },
    event: 'claimed',
    from: stations,
    direction: 'aside',
    by: [{ as: 'inbox' }],
    guards: [unclaimed],
    effects: [{ do: 'set_claimant' }],
    key: 'l',
  },
  {
    id: 'release',
    name: { zh: '放下', en: 'Release' },
    event: 'released',
    from: stations,
    direction: 'aside',
    by: [{ as: 'claimant' }, supervisor],
    effects: [{ do: 'clear_claimant' }],
    key: 'u',
  },
]
