import type { FlowSource } from '../../../contract/flow.ts'
import { intake, other, reporter, supervisor, unclaimed } from './people.ts'

const REOPEN_HOURS = 240

/** From a report or an alarm to a filed case, and the ways back in for whoever reported it. */
export const intakeSteps: FlowSource['actions'] = [
  {
    id: 'report',
    name: { zh: '上报', en: 'Report' },
    event: 'reported',
    from: [],
    to: 'reported',
    direction: 'forward',
    by: [{ as: 'anyone' }],
    effects: [{ do: 'record_finder' }],
  },
  {
    // A rule that is sure of category and condition files by itself, so that an alarm loses no time at intake.
    id: 'raise',
    name: { zh: '告警立案', en: 'File from an alarm' },
    event: 'raised',
    from: [],
    to: 'pending_dispatch',
    direction: 'forward',
    by: [{ as: 'system' }],
    form: { condition: 'required' },
    effects: [{ do: 'record_finder' }, { do: 'set_condition' }],
  },
  {
    id: 'file',
    name: { zh: '立案', en: 'File' },
    event: 'filed',
    from: ['reported'],
    to: 'pending_dispatch',
    direction: 'forward',
    by: [intake, supervisor],
    guards: [unclaimed],
    form: { condition: 'required', note: 'optional' },
    effects: [{ do: 'set_condition' }],
    key: 'f',
  },
  {
    id: 'refuse',
    name: { zh: '不予受理', en: 'Do not accept' },
    event: 'refused',
    from: ['reported'],
    to: 'not_accepted',
    direction: 'backward',
    by: [intake, supervisor],
    guards: [unclaimed],
    form: {
      reason: {
        options: [
          { id: 'not_found', name: { zh: '情况不属实', en: 'Not as described' } },
          { id: 'below_condition', name: { zh: '未达立案条件', en: 'Below the conditions for filing' } },
          { id: 'elsewhere', name: { zh: '不属本系统受理范围', en: 'For another service' }, words: 'required' },
          { id: 'duplicate', name: { zh: '重复上报', en: 'Reported before' } },
          other,
        ],
      },
    },
    key: 'x',
  },
  {
    id: 'object',
    name: { zh: '提出异议', en: 'Object' },
    event: 'objected',
    from: ['not_accepted'],
    to: 'reported',
    direction: 'backward',
    by: [reporter],
    guards: [{ is: 'below', count: 'objections', limit: 1 }],
    form: {
      reason: {
        options: [{ id: 'should_be_accepted', name: { zh: '应当受理', en: 'It should be accepted' } }],
        words: 'required',
      },
    },
    effects: [{ do: 'count', what: 'objections' }],
  },
  {
    id: 'reopen',
    name: { zh: '重开', en: 'Reopen' },
    event: 'reopened',
    from: ['closed'],
    to: 'pending_dispatch',
    direction: 'backward',
    by: [reporter, intake, supervisor],
    guards: [{ is: 'within', hours: REOPEN_HOURS }],
    form: {
      reason: {
        options: [
          { id: 'not_solved', name: { zh: '问题没有解决', en: 'Not solved' } },
          { id: 'came_back', name: { zh: '问题又出现了', en: 'It came back' } },
          other,
        ],
      },
    },
    effects: [{ do: 'clear_holder' }, { do: 'count', what: 'reopened' }],
    clocks: [{ clock: 'disposal', do: 'reset' }],
  },
]
