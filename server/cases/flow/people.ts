import type { FlowGuard, FlowReason, FlowSource, Permitted } from '../../../contract/flow.ts'

/** The roles a case passes through. */
export const roles: FlowSource['roles'] = [
  { id: 'intake', name: { zh: '受理员', en: 'intake operator' } },
  { id: 'dispatcher', name: { zh: '派遣员', en: 'dispatcher' } },
  { id: 'supervisor', name: { zh: '值班长', en: 'shift supervisor' } },
  { id: 'inspector', name: { zh: '巡查员', en: 'inspector' } },
  { id: 'unit', name: { zh: '处置单位', en: 'responsible unit' } },
  { id: 'crew', name: { zh: '处置人员', en: 'crew member' } },
]

export const intake: Permitted = { role: 'intake' }
export const dispatcher: Permitted = { role: 'dispatcher' }
export const supervisor: Permitted = { role: 'supervisor' }
export const inspector: Permitted = { role: 'inspector' }
export const unit: Permitted = { role: 'unit', as: 'holder' }
export const crew: Permitted = { role: 'crew', as: 'holder' }
export const reporter: Permitted = { as: 'reporter' }

export const unclaimed: FlowGuard = { is: 'unclaimed' }
export const notHandler: FlowGuard = { is: 'not_handler' }
export const notFinder: FlowGuard = { is: 'not_finder' }

/** The last of most lists of reasons; it says nothing without words. */
export const other: FlowReason = { id: 'other', name: { zh: '其他', en: 'Another reason' }, words: 'required' }
