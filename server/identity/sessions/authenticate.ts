import type { FastifyReply, FastifyRequest } from 'fastify'
import { Role } from '../../../contract/identity.ts'
import { type Actor, anonymous } from '../../kernel/actor.ts'
import { type Addresses, refuseCrossOrigin } from './origin.ts'
import type { SessionRow } from './queries.ts'
import { LONGEST_MS, type Sessions } from './session.ts'

const COOKIE = 'yiwang.session'
const BEARER = /^Bearer ([A-Za-z0-9_-]+)$/i

/** The token a request carries: a program's in the header, a browser's in the cookie. */
export const tokenOf = (request: FastifyRequest): string | undefined =>
  BEARER.exec(request.headers.authorization ?? '')?.[1] ?? request.cookies[COOKIE]

const cookieOptions = (isSecure: boolean) => ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure }) as const

/** Hands the browser its session. The server decides when it ends; the cookie lives as long as any session may. */
export const setSessionCookie = (reply: FastifyReply, token: string, isSecure: boolean): FastifyReply =>
  reply.setCookie(COOKIE, token, { ...cookieOptions(isSecure), maxAge: LONGEST_MS / 1000 })

export const clearSessionCookie = (reply: FastifyReply, isSecure: boolean): FastifyReply =>
  reply.clearCookie(COOKIE, cookieOptions(isSecure))

/** Who a session's account is to the rest of the program. A display on a wall is no person: it sees no names. */
export const actorOf = (row: SessionRow): Actor => ({
  kind: 'person',
  id: row.accountId,
  personId: row.personId,
  unitId: row.unitId,
  name: row.name,
  grants: row.grants,
  demo: row.demo,
  masked: row.grants.some((grant) => grant.role === Role.enum.wall),
})

const actors = new WeakMap<SessionRow, Actor>()

/** One actor for as long as its session's row is good: what is worked out of its grants is worked out once. */
function actorFor(row: SessionRow): Actor {
  const actor = actors.get(row) ?? actorOf(row)
  actors.set(row, actor)
  return actor
}

/** Finds out who is calling; a token that opens nothing is nobody, and a write from another site is refused. */
export const createAuthenticate =
  (sessions: Sessions, addresses: Addresses) =>
  async (request: FastifyRequest): Promise<Actor> => {
    refuseCrossOrigin(request, addresses)
    const token = tokenOf(request)
    if (token === undefined) return anonymous
    const row = await sessions.find(token)
    return row === undefined ? anonymous : actorFor(row)
  }
