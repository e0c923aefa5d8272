import { z } from 'zod'
import { Done, NewClient, OidcClientList, RegisteredClient } from '../../../contract/identity.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Clients } from './client.ts'

/** Other programs that sign people in here, for administrators. */
export function clientRoutes(clients: Clients): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/oidc-clients',
      access: 'client.manage',
      summary: 'Programs that may let people sign in here',
      reply: OidcClientList,
      handler: (ctx) => clients.list(ctx),
    }),
    route({
      method: 'POST',
      path: '/api/v1/oidc-clients',
      access: 'client.manage',
      summary: 'Registers a program; its secret is told this once',
      body: NewClient,
      reply: RegisteredClient,
      handler: (ctx, { body, commandId }) => clients.register(ctx, commandId, body),
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/oidc-clients/:id',
      access: 'client.manage',
      summary: "Ends a program's right to let people sign in here",
      params: z.object({ id: z.string().max(100) }),
      reply: Done,
      handler: (ctx, { params, commandId }) => clients.remove(ctx, commandId, params.id),
    }),
  ]
}
