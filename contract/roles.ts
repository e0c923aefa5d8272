import type { Bilingual } from './text.ts'

// Apart from the schemas, so that pages can name roles without carrying a validator.

/** The roles there are. What each may do is said by the modules, permission by permission. */
export const ROLES = {
  admin: { zh: '系统管理员', en: 'Administrator' },
  intake: { zh: '受理员', en: 'Intake operator' },
  dispatcher: { zh: '派遣员', en: 'Dispatcher' },
  supervisor: { zh: '值班长', en: 'Shift supervisor' },
  inspector: { zh: '巡查监督员', en: 'Patrol inspector' },
  unit: { zh: '处置单位', en: 'Responsible unit' },
  crew: { zh: '处置人员', en: 'Crew member' },
  community: { zh: '社区工作者', en: 'Community worker' },
  leader: { zh: '领导', en: 'Leader' },
  resident: { zh: '居民', en: 'Resident' },
  auditor: { zh: '审计员', en: 'Auditor' },
  wall: { zh: '大屏', en: 'Wall display' },
} as const satisfies Record<string, Bilingual>
