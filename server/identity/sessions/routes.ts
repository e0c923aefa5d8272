import { AccountId, Done, PasswordChange, SessionList } from '../../../contract/identity.ts'
import { Me, PublicPlace } from '../../../contract/me.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { OwnAccount } from './me.ts'

/** Oneself: who am I, where am I signed in, my password. */
export function ownRoutes(own: OwnAccount): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/place',
      access: { public: 'The sign-in page shows the name of the place, and in a demo the accounts to try' },
      summary: 'The place this program serves',
      reply: PublicPlace,
      handler: () => own.publicPlace(),
    }),
    route({
      method: 'GET',
      path: '/api/v1/me',
      access: 'signed-in',
      summary: 'Who is signed in, and what they may do somewhere',
      reply: Me,
      handler: (ctx, { request }) => own.me(ctx, request),
    }),
    route({
      method: 'POST',
      path: '/api/v1/me/password',
      access: 'signed-in',
      summary: "Changes one's own password and ends the other sessions",
      body: PasswordChange,
      reply: Done,
      handler: (ctx, { body, commandId, request }) => own.changePassword(ctx, commandId, request, body),
    }),
    route({
      method: 'GET',
      path: '/api/v1/me/sessions',
      access: 'signed-in',
      summary: 'Where one is signed in',
      reply: SessionList,
      handler: (_ctx, { request }) => own.sessions(request),
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/me/sessions/:id',
      access: 'signed-in',
      summary: "Ends one of one's own sessions",
      notCommand: 'Sessions are not journaled; their rows are the record',
      params: AccountId,
      reply: Done,
      handler: (ctx, { params }) => own.endSession(ctx, params.id),
    }),
  ]
}
