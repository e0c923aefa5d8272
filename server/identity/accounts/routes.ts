import {
  Account,
  AccountChange,
  AccountId,
  AccountList,
  AccountQuery,
  Contact,
  ContactQuery,
  Done,
  GrantableRoles,
  GrantId,
  GrantInput,
  NewAccount,
  PasswordReset,
} from '../../../contract/identity.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import type { Accounts } from './accounts.ts'

/** Accounts and their roles, for administrators. */
export const accountRoutes = (accounts: Accounts): Route[] => [
  ...directory(accounts),
  ...keeping(accounts),
  ...grants(accounts),
]

function directory(accounts: Accounts): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/accounts',
      access: 'account.read',
      summary: 'Accounts by login, with the roles they hold',
      query: AccountQuery,
      reply: AccountList,
      handler: (ctx, { query }) => accounts.list(ctx, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/accounts/roles',
      access: 'account.read',
      summary: 'Roles that can be granted: the city’s own and those that packs bring',
      reply: GrantableRoles,
      handler: async () => accounts.roles(),
    }),
    route({
      method: 'GET',
      path: '/api/v1/accounts/:id',
      access: 'account.read',
      summary: 'One account',
      params: AccountId,
      reply: Account,
      handler: (ctx, { params }) => accounts.get(ctx, params.id),
    }),
    route({
      method: 'GET',
      path: '/api/v1/accounts/:id/contact',
      access: 'account.read',
      summary: 'How to reach the person; who looked and why is journaled',
      params: AccountId,
      query: ContactQuery,
      reply: Contact,
      handler: (ctx, { params, query }) => accounts.contact(ctx, params.id, query.purpose),
    }),
  ]
}

function keeping(accounts: Accounts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/accounts',
      access: 'account.manage',
      summary: 'Makes an account',
      body: NewAccount,
      reply: Done,
      handler: (ctx, { body, commandId }) => accounts.create(ctx, commandId, body),
    }),
    route({
      method: 'PATCH',
      path: '/api/v1/accounts/:id',
      access: 'account.manage',
      summary: 'Changes an account; a disabled one is signed out everywhere',
      params: AccountId,
      body: AccountChange,
      reply: Done,
      handler: (ctx, { params, body, commandId }) => accounts.change(ctx, commandId, params.id, body),
    }),
    route({
      method: 'POST',
      path: '/api/v1/accounts/:id/password',
      access: 'account.manage',
      summary: 'Sets a new password, unlocks, and signs out everywhere',
      params: AccountId,
      body: PasswordReset,
      reply: Done,
      handler: (ctx, { params, body, commandId }) => accounts.resetPassword(ctx, commandId, params.id, body.password),
    }),
    route({
      method: 'POST',
      path: '/api/v1/accounts/:id/unlock',
      access: 'account.manage',
      summary: 'Forgets failed sign-ins, so that the person can try again at once',
      params: AccountId,
      reply: Done,
      handler: (ctx, { params, commandId }) => accounts.unlock(ctx, commandId, params.id),
    }),
  ]
}

function grants(accounts: Accounts): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/v1/accounts/:id/grants',
      access: 'account.grant',
      summary: 'Gives a role over a division',
      params: AccountId,
      body: GrantInput,
      reply: Done,
      handler: (ctx, { params, body, commandId }) => accounts.grant(ctx, commandId, params.id, body),
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/accounts/:id/grants/:grantId',
      access: 'account.grant',
      summary: 'Ends a role',
      params: GrantId,
      reply: Done,
      handler: (ctx, { params, commandId }) => accounts.endGrant(ctx, commandId, params.id, params.grantId),
    }),
  ]
}
