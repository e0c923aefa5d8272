import type { FlowSource } from '../../../contract/flow.ts'
import { crew, notFinder, other, unclaimed, unit } from './people.ts'

/** What the unit that holds a case does. */
export const disposalSteps: FlowSource['actions'] = [
  {
    id: 'accept',
    name: { zh: '签收', en: 'Accept' },
    event: 'accepted',
    from: ['pending_acceptance'],
    to: 'in_disposal',
    direction: 'forward',
    by: [unit, crew],
    guards: [unclaimed, notFinder],
    effects: [{ do: 'record_handler' }],
    key: 'a',
  },
  {
    id: 'return',
    name: { zh: '退单', en: 'Return' },
    event: 'returned',
    from: ['pending_acceptance', 'in_disposal'],
    to: 'pending_dispatch',
    direction: 'backward',
    by: [unit],
    form: {
      reason: {
        options: [
          { id: 'not_ours', name: { zh: '不属本单位职责', en: 'Not our duty' } },
          { id: 'wrong_area', name: { zh: '不在本单位辖区', en: 'Not our area' } },
          { id: 'unclear', name: { zh: '地点或情况不清', en: 'Place or situation unclear' } },
          other,
        ],
        words: 'required',
      },
    },
    effects: [{ do: 'clear_holder' }, { do: 'count', what: 'returns' }],
    key: 'b',
  },
  {
    id: 'finish',
    name: { zh: '处置完成', en: 'Finish' },
    event: 'finished',
    from: ['in_disposal'],
    to: 'pending_inspection',
    direction: 'forward',
    by: [unit, crew],
    guards: [unclaimed, notFinder],
    form: {
      photos: [
        { kind: 'before', name: { zh: '处置前照片', en: 'photos before' }, least: 1 },
        { kind: 'after', name: { zh: '处置后照片', en: 'photos after' }, least: 1 },
      ],
      note: 'optional',
    },
    effects: [{ do: 'record_handler' }],
    key: 'f',
  },
]
