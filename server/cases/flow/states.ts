import type { FlowSource } from '../../../contract/flow.ts'
import { crew, dispatcher, inspector, intake, supervisor, unit } from './people.ts'

/** The limits of a case. Filing gives the limit of disposal; the others hold for every case. */
export const clocks: FlowSource['clocks'] = [
  { id: 'intake', name: { zh: '受理', en: 'Intake' }, limit: { from: 'fixed', amount: 15, unit: 'minutes' } },
  { id: 'dispatch', name: { zh: '派遣', en: 'Dispatch' }, limit: { from: 'fixed', amount: 15, unit: 'minutes' } },
  {
    id: 'acceptance',
    name: { zh: '签收', en: 'Acceptance' },
    limit: { from: 'fixed', amount: 1, unit: 'working_days' },
  },
  { id: 'disposal', name: { zh: '处置', en: 'Disposal' }, limit: { from: 'condition' } },
  { id: 'inspection', name: { zh: '核查', en: 'Inspection' }, limit: { from: 'fixed', amount: 30, unit: 'minutes' } },
]

/** Where a case can be. */
export const states: FlowSource['states'] = [
  {
    id: 'reported',
    name: { zh: '待受理', en: 'Reported' },
    kind: 'open',
    inbox: [intake, supervisor],
    clocks: [
      { clock: 'dispatch', do: 'stop' },
      { clock: 'intake', do: 'start' },
    ],
  },
  {
    id: 'pending_dispatch',
    name: { zh: '待派遣', en: 'To be dispatched' },
    kind: 'open',
    inbox: [dispatcher],
    clocks: [
      { clock: 'intake', do: 'stop' },
      { clock: 'acceptance', do: 'stop' },
      { clock: 'disposal', do: 'pause' },
      { clock: 'dispatch', do: 'start' },
    ],
  },
  {
    id: 'pending_acceptance',
    name: { zh: '待签收', en: 'To be accepted' },
    kind: 'open',
    inbox: [unit, crew],
    clocks: [
      { clock: 'dispatch', do: 'stop' },
      { clock: 'acceptance', do: 'start' },
      { clock: 'disposal', do: 'start_for_holder' },
    ],
  },
  {
    id: 'in_disposal',
    name: { zh: '处置中', en: 'Being handled' },
    kind: 'open',
    inbox: [unit, crew],
    clocks: [
      { clock: 'acceptance', do: 'stop' },
      { clock: 'inspection', do: 'stop' },
      { clock: 'intake', do: 'stop' },
      { clock: 'disposal', do: 'resume' },
    ],
  },
  {
    id: 'pending_inspection',
    name: { zh: '待核查', en: 'To be inspected' },
    kind: 'open',
    inbox: [inspector],
    clocks: [
      { clock: 'disposal', do: 'stop' },
      { clock: 'inspection', do: 'start' },
    ],
  },
  {
    id: 'pending_close',
    name: { zh: '待结案', en: 'To be closed' },
    kind: 'open',
    inbox: [intake, supervisor, inspector],
    clocks: [
      { clock: 'inspection', do: 'stop' },
      { clock: 'intake', do: 'start' },
    ],
  },
  { id: 'closed', name: { zh: '已结案', en: 'Closed' }, kind: 'done' },
  { id: 'not_accepted', name: { zh: '不予受理', en: 'Not accepted' }, kind: 'void' },
  { id: 'voided', name: { zh: '已作废', en: 'Void' }, kind: 'void' },
]
