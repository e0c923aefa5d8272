import type { Actor, Ctx } from '../../kernel/actor.ts'
import { callerOf } from '../caller.ts'
import type { LinkedReport } from './queries.ts'

/** Somebody we know only by a report: no account, no grants; in a case they are its reporter and nothing else. */
export const residentActor = (id: string): Actor => ({
  kind: 'anonymous',
  id,
  personId: null,
  unitId: null,
  name: '',
  grants: [],
  demo: false,
})

/** Who reported: their account, or, where they have none or somebody else wrote it down, the report itself. */
export const reporterOf = ({ channel, hasReporter, account, event }: LinkedReport): string =>
  channel !== 'resident' && hasReporter ? callerOf(event).id : account

/** The same request, made by whoever holds the link. */
export const asReporter = (ctx: Ctx, report: LinkedReport): Ctx => ({
  ...ctx,
  actor: residentActor(reporterOf(report)),
})
