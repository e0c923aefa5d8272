import { Life, SetLife } from '../../contract/life.ts'
import { type Route, route } from '../kernel/http/route.ts'
import type { LifeSwitch } from './life.ts'

/** The switch of a demonstration's life. */
export const lifeRoutes = (life: LifeSwitch): Route[] => [
  route({
    method: 'GET',
    path: '/api/v1/demo/life',
    access: 'life.view',
    summary: 'Whether made-up people and things act here, and whether they are paused',
    reply: Life,
    handler: () => life.show(),
  }),
  route({
    method: 'POST',
    path: '/api/v1/demo/life',
    access: 'life.switch',
    summary: 'Pause the made-up people and things of a demonstration, or let them go on',
    body: SetLife,
    reply: Life,
    handler: (ctx, { body, commandId }) => life.switch(ctx, commandId, body),
  }),
]
