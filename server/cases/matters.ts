import { z } from 'zod'
import { Matter, MatterList, MatterQuery, Step, StepDone } from '../../contract/matter.ts'
import type { Ctx } from '../kernel/actor.ts'
import { kernelErrors } from '../kernel/errors.ts'
import { type Route, route } from '../kernel/http/route.ts'
import type { CaseCalls } from './calls.ts'
import { KIND_NAME } from './show.ts'
import { caseIdOf } from './steps.ts'

const MatterId = z.object({ id: z.string().max(100) })

const idOf = (matter: string): string => {
  const id = caseIdOf(matter)
  if (!matter.startsWith('case:') || !z.uuid().safeParse(id).success) throw kernelErrors.not_found()
  return id
}

/** Whatever flows, on one plain page: a case of any pack's flow, by the words of the flow alone. */
export function matterRoutes(cases: CaseCalls): Route[] {
  async function list(ctx: Ctx, query: MatterQuery): Promise<MatterList> {
    const { state = 'open', after, mine } = query
    const isState = state !== 'open' && state !== 'done'
    const found = await cases.list(ctx, {
      queue: mine === true ? 'mine' : state === 'open' ? 'open' : 'all',
      state: isState ? state : undefined,
      done: state === 'done' ? true : undefined,
      order: 'due',
      limit: 50,
      after,
    })
    const { open } = await cases.queues(ctx)
    return { ...found, kinds: [{ id: 'case', name: KIND_NAME, open }] }
  }

  return [
    route({
      method: 'GET',
      path: '/api/v1/matters',
      access: 'signed-in',
      summary: 'Whatever flows, the soonest due first',
      query: MatterQuery,
      reply: MatterList,
      handler: (ctx, { query }) => list(ctx, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/matters/:id',
      access: 'signed-in',
      summary: 'One matter: its state, its trail, what this person may do with it now',
      params: MatterId,
      reply: Matter,
      handler: (ctx, { params }) => cases.get(ctx, idOf(params.id)),
    }),
    route({
      method: 'POST',
      path: '/api/v1/matters/:id/steps',
      access: 'case.step',
      summary: 'Take a step on a matter; acting on an older version is 409 kernel.stale with what changed',
      params: MatterId,
      body: Step,
      reply: StepDone,
      handler: (ctx, { params, body, commandId }) => cases.step(ctx, commandId, idOf(params.id), body),
    }),
  ]
}
