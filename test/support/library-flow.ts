import type { FlowGuard, FlowSource, Permitted } from '../../contract/flow.ts'

const librarian: Permitted = { role: 'librarian' }
const head: Permitted = { role: 'head_librarian' }
const branch: Permitted = { role: 'librarian', as: 'holder' }
const unclaimed: FlowGuard = { is: 'unclaimed' }

/** The alien flow: an overdue library book. It keeps the kernel free of any one city's words. */
export const libraryFlow: FlowSource = {
  id: 'library.overdue',
  version: 1,
  name: { zh: '逾期图书', en: 'Overdue book' },
  roles: [
    { id: 'librarian', name: { zh: '馆员', en: 'librarian' } },
    { id: 'head_librarian', name: { zh: '馆长', en: 'head librarian' } },
  ],
  clocks: [
    {
      id: 'first_word',
      name: { zh: '首次催还', en: 'First reminder' },
      limit: { from: 'fixed', amount: 2, unit: 'working_hours' },
    },
    { id: 'reply', name: { zh: '还书', en: 'Return' }, limit: { from: 'state' } },
    { id: 'shelving', name: { zh: '上架', en: 'Shelving' }, limit: { from: 'condition' } },
  ],
  states: [
    {
      id: 'overdue',
      name: { zh: '已逾期', en: 'Overdue' },
      kind: 'open',
      inbox: [librarian],
      clocks: [{ clock: 'first_word', do: 'start' }],
    },
    {
      id: 'reminded',
      name: { zh: '已催还', en: 'Reminded' },
      kind: 'waiting',
      clocks: [
        { clock: 'first_word', do: 'stop' },
        { clock: 'reply', do: 'start_for_holder', limit: { amount: 5, unit: 'working_days' } },
      ],
    },
    { id: 'excused', name: { zh: '暂缓', en: 'Excused' }, kind: 'waiting', clocks: [{ clock: 'reply', do: 'pause' }] },
    {
      id: 'returned',
      name: { zh: '已还待查', en: 'Returned, to be checked' },
      kind: 'open',
      inbox: [branch],
      clocks: [
        { clock: 'reply', do: 'stop' },
        { clock: 'shelving', do: 'start' },
      ],
    },
    { id: 'shelved', name: { zh: '已上架', en: 'Shelved' }, kind: 'done' },
    { id: 'written_off', name: { zh: '已核销', en: 'Written off' }, kind: 'void' },
  ],
  actions: [
    {
      id: 'open',
      name: { zh: '登记逾期', en: 'Open' },
      event: 'opened',
      from: [],
      to: 'overdue',
      direction: 'forward',
      by: [librarian, { as: 'system' }],
      form: { condition: 'required' },
      effects: [{ do: 'record_finder' }, { do: 'set_condition' }],
    },
    {
      id: 'remind',
      name: { zh: '催还', en: 'Remind' },
      event: 'reminded',
      from: ['overdue', 'reminded', 'excused'],
      to: 'reminded',
      direction: 'forward',
      by: [librarian],
      guards: [unclaimed, { is: 'below', count: 'reminders', limit: 3 }],
      form: { unit: 'required', note: 'optional' },
      effects: [{ do: 'assign_holder' }, { do: 'count', what: 'reminders' }],
      key: 'r',
    },
    {
      id: 'excuse',
      name: { zh: '同意暂缓', en: 'Excuse' },
      event: 'excused',
      from: ['reminded'],
      to: 'excused',
      direction: 'backward',
      by: [branch],
      form: {
        reason: {
          options: [
            { id: 'ill', name: { zh: '读者生病', en: 'The reader is ill' } },
            { id: 'other', name: { zh: '其他', en: 'Another reason' }, words: 'required' },
          ],
        },
      },
      key: 'e',
    },
    {
      id: 'return',
      name: { zh: '收书', en: 'Take back' },
      event: 'returned',
      from: ['overdue', 'reminded', 'excused'],
      to: 'returned',
      direction: 'forward',
      by: [librarian],
      effects: [{ do: 'record_handler' }],
      key: 't',
    },
    {
      id: 'close',
      name: { zh: '查验上架', en: 'Check and shelve' },
      event: 'closed',
      from: ['returned'],
      to: 'shelved',
      direction: 'forward',
      by: [librarian],
      guards: [unclaimed, { is: 'not_handler' }],
      form: {
        photos: [{ kind: 'cover', name: { zh: '封面照片', en: 'photo of the cover' }, least: 0 }],
        note: 'optional',
      },
      key: 'c',
    },
    {
      id: 'write_off',
      name: { zh: '核销', en: 'Write off' },
      event: 'written_off',
      from: ['reminded', 'excused'],
      to: 'written_off',
      direction: 'backward',
      by: [head],
      guards: [{ is: 'not_finder' }],
      form: {
        reason: { options: [{ id: 'lost', name: { zh: '遗失', en: 'Lost' } }], list: 'losses', words: 'required' },
      },
      key: 'x',
    },
    {
      id: 'dispute',
      name: { zh: '申辩', en: 'Dispute' },
      event: 'disputed',
      from: ['written_off'],
      to: 'overdue',
      direction: 'backward',
      by: [{ as: 'reporter' }, head],
      guards: [{ is: 'within', hours: 48 }],
      form: { reason: { options: [{ id: 'found', name: { zh: '书找到了', en: 'The book turned up' } }] } },
      clocks: [{ clock: 'reply', do: 'reset' }],
    },
    {
      id: 'claim',
      name: { zh: '认领', en: 'Claim' },
      event: 'claimed',
      from: ['overdue', 'returned'],
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
      from: ['overdue', 'returned'],
      direction: 'aside',
      by: [{ as: 'claimant' }, head],
      effects: [{ do: 'clear_claimant' }],
      key: 'u',
    },
  ],
}
