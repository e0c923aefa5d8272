import type { ReportWork } from '../../../api/outbox/item.ts'

/** Changes what a report says. */
export type ChangeReport = (part: Partial<ReportWork['report']>, rest?: Partial<ReportWork>) => void
