import { z } from 'zod'
import * as contract from '../../../../contract/city/index.ts'
import { type Route, route } from '../../../kernel/http/route.ts'
import type { DutyCalls } from './duty.ts'

const V1 = '/api/v1/city/duty'
const VIEW = 'city.view-people'
const MANAGE = 'city.manage-duty'

/** Rosters over HTTP. */
export const dutyRoutes = (duty: DutyCalls): Route[] => [
  route({
    method: 'GET',
    path: V1,
    access: VIEW,
    summary: 'Turns of duty that touch a time, of one post, one unit or all',
    query: contract.DutyQuery,
    reply: contract.DutyList,
    handler: async (ctx, { query }) => ({ items: await duty.list(ctx, query) }),
  }),
  route({
    method: 'GET',
    path: `${V1}/now`,
    access: VIEW,
    summary: 'Who is on duty now at each post that keeps a roster, and who comes next',
    query: contract.OfUnitQuery,
    reply: contract.DutyNow,
    handler: (ctx, { query }) => duty.now(ctx, query.unitId),
  }),
  route({
    method: 'POST',
    path: V1,
    access: MANAGE,
    summary: 'Plans turns of duty at one post, all or none',
    body: contract.PlanDuty,
    reply: contract.DutyPlanned,
    handler: (ctx, { commandId, body }) => duty.plan(ctx, commandId, body),
  }),
  route({
    method: 'DELETE',
    path: `${V1}/:id`,
    access: MANAGE,
    summary: 'Takes a turn ahead away, or ends the one that runs',
    params: z.object({ id: z.uuid() }),
    reply: contract.Saved,
    handler: (ctx, { commandId, params }) => duty.end(ctx, commandId, params.id),
  }),
]
