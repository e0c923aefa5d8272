import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { FirstAdmin } from '../../../contract/identity.ts'
import { SignedIn, SignIn } from '../../../contract/me.ts'
import type { Ctx } from '../../kernel/actor.ts'
import { Fault, type Locale, statusOf } from '../../kernel/errors.ts'
import { type Route, route } from '../../kernel/http/route.ts'
import { plainPage } from '../provider/page.ts'
import { INTERACTION_COOKIE } from '../provider/provider.ts'
import type { Entrance } from './entrance.ts'

const Uid = z.object({ uid: z.string().min(1).max(100) })
const Next = z.object({ next: z.string().max(2000).optional(), here: z.string().optional() })

/** A browser in the middle of signing in cannot read a problem: it gets a page that says the same. */
async function orPage(locale: Locale, reply: FastifyReply, work: () => Promise<FastifyReply>): Promise<FastifyReply> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return reply
      .code(statusOf(error.kind))
      .type('text/html')
      .send(plainPage(locale, error.say(locale)))
  }
}

const isSecure = (request: FastifyRequest) => request.protocol === 'https'

/** Signing in and out. */
export function entranceRoutes(entrance: Entrance): Route[] {
  return [
    route({
      method: 'GET',
      path: '/auth/login',
      access: { public: 'Signing in begins here' },
      summary: 'Sends the browser to the identity provider; `next` is the page to come back to',
      query: Next,
      handler: ({ locale }, { query, request, reply }) =>
        orPage(locale, reply, () => entrance.leave(request, reply, query.next, query.here !== undefined)),
    }),
    route({
      method: 'GET',
      path: '/auth/callback',
      access: { public: 'The identity provider sends the browser back here, not yet signed in' },
      summary: 'Completes signing in and goes to the page asked for',
      handler: ({ locale }, { request, reply }) => orPage(locale, reply, () => entrance.arrive(request, reply)),
    }),
    route({
      method: 'POST',
      path: '/auth/interaction/:uid',
      access: { public: 'The account and password are checked here; rate-limited, with lock-out' },
      summary: 'Gives account and password to the sign-in under way',
      notCommand: 'Sessions are not journaled; a try is counted, whether it is sent again or not',
      params: Uid,
      body: SignIn,
      reply: SignedIn,
      handler: async (_ctx, { params, body, request }) => ({
        next: await entrance.signIn(params.uid, request.cookies[INTERACTION_COOKIE], body, request.ip),
      }),
    }),
    route({
      method: 'POST',
      path: '/auth/logout',
      access: { public: 'Signing out must also work when the session has just ended' },
      summary: 'Ends this session; a browser goes to the first page',
      notCommand: 'Sessions are not journaled',
      handler: async (_ctx: Ctx, { request, reply }) => {
        await entrance.signOut(request, reply, isSecure(request))
        return reply.redirect('/', 303)
      },
    }),
    route({
      method: 'POST',
      path: '/auth/first-admin',
      access: { public: 'There is no administrator yet: the one-time link printed at the first start is the proof' },
      summary: 'Makes the first administrator with the one-time link',
      notCommand: 'The link itself works once',
      body: FirstAdmin,
      reply: SignedIn,
      handler: async ({ locale }, { body }) => {
        await entrance.makeFirstAdmin(body, locale)
        return { next: '/auth/login' }
      },
    }),
  ]
}
