import type { CaseQuery } from '../../../../contract/cases/index.ts'

/** What waits for this person: one question, so that its answer is kept once. */
export const myTasks: Partial<CaseQuery> = { queue: 'mine', limit: 100 }
