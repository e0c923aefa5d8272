import type { FlowSource } from '../../../contract/flow.ts'
import { inspector, intake, notHandler, other, supervisor, unclaimed } from './people.ts'

const inspectionPhotos = { kind: 'inspection', name: { zh: '核查照片', en: 'photos of the inspection' }, least: 0 }

/** From a finished disposal to a closed case, or back to rework. */
export const inspectionSteps: FlowSource['actions'] = [
  {
    id: 'pass',
    name: { zh: '核查通过', en: 'Pass' },
    event: 'passed',
    from: ['pending_inspection'],
    to: 'pending_close',
    direction: 'forward',
    by: [inspector],
    guards: [unclaimed, notHandler],
    form: { photos: [inspectionPhotos], note: 'optional' },
    key: 'p',
  },
  {
    id: 'fail',
    name: { zh: '核查不通过，返工', en: 'Fail: rework' },
    event: 'failed',
    from: ['pending_inspection'],
    to: 'in_disposal',
    direction: 'backward',
    by: [inspector],
    guards: [unclaimed, notHandler],
    form: {
      reason: {
        options: [
          { id: 'not_done', name: { zh: '未处置', en: 'Not done' } },
          { id: 'not_fully', name: { zh: '处置不到位', en: 'Not fully done' } },
          { id: 'wrong_place', name: { zh: '处置地点不对', en: 'Done at another place' } },
          other,
        ],
      },
      photos: [inspectionPhotos],
    },
    effects: [{ do: 'count', what: 'rework' }],
    key: 'r',
  },
  {
    id: 'close',
    name: { zh: '结案', en: 'Close' },
    event: 'closed',
    from: ['pending_close'],
    to: 'closed',
    direction: 'forward',
    by: [intake, supervisor, inspector],
    guards: [unclaimed, notHandler],
    form: {
      reason: {
        options: [{ id: 'condition_met', name: { zh: '已达结案条件', en: 'The closing condition is met' } }],
        list: 'closing',
      },
      note: 'optional',
    },
    key: 'c',
  },
  {
    id: 'send_back',
    name: { zh: '发回返工', en: 'Send back for rework' },
    event: 'sent_back',
    from: ['pending_close'],
    to: 'in_disposal',
    direction: 'backward',
    by: [intake, supervisor],
    guards: [unclaimed, notHandler],
    form: {
      reason: {
        options: [
          { id: 'condition_unmet', name: { zh: '未达结案条件', en: 'The closing condition is not met' } },
          other,
        ],
      },
    },
    effects: [{ do: 'count', what: 'rework' }],
    key: 'r',
  },
]
