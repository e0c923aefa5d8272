import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FirstAdmin } from '../../../contract/identity.ts'
import type { SignIn } from '../../../contract/me.ts'
import type { SignIns } from '../credentials/sign-in.ts'
import { identityErrors } from '../errors.ts'
import { finishInteraction, getInteraction } from '../provider/interaction.ts'
import type { OwnProvider } from '../provider/provider.ts'
import { clearSessionCookie, setSessionCookie, tokenOf } from '../sessions/authenticate.ts'
import { type Addresses, originOf } from '../sessions/origin.ts'
import type { Sessions } from '../sessions/session.ts'
import { localPath, setPending, takePending } from './pending-cookie.ts'
import type { Entrant } from './queries.ts'
import { newPending, type RelyingParty, type Vouched } from './relying-party.ts'

interface Deps {
  sessions: Sessions
  signIns: SignIns
  addresses: Addresses
  relyingParty: () => RelyingParty
  /** Null when an external issuer signs people in. */
  own: OwnProvider | null
  entrantOf: (vouched: Vouched) => Promise<Entrant>
  makeFirstAdmin: (input: FirstAdmin, locale: 'zh' | 'en') => Promise<void>
}

const YEAR_S = 365 * 24 * 3600

export type Entrance = ReturnType<typeof createEntrance>

/** How people come in and leave: the web application's session on top of OpenID Connect. */
export function createEntrance(deps: Deps) {
  const { sessions, signIns, addresses, own, relyingParty } = deps

  /** Off to the provider, from the address under which the callback will find its cookie again. */
  async function leave(request: FastifyRequest, reply: FastifyReply, next: string | undefined, isRetry: boolean) {
    const origin = originOf(request, addresses)
    const to = localPath(next)
    // Once only: behind a proxy that hides the public name the request never looks right.
    if (!isRetry && request.headers.host !== new URL(origin).host)
      return reply.redirect(`${origin}/auth/login?${new URLSearchParams({ next: to, here: '1' })}`, 303)
    const pending = newPending(to)
    const url = await relyingParty().begin(origin, pending)
    setPending(reply, pending, origin.startsWith('https:'))
    return reply.header('cache-control', 'no-store').redirect(url, 303)
  }

  /** The single sign-on session the browser has at our own provider, if it is this account's. */
  async function providerSessionOf(request: FastifyRequest, accountId: string): Promise<string | null> {
    if (own === null) return null
    const id = request.cookies[own.provider.cookieName('session')]
    const session =
      id === undefined ? undefined : await own.provider.Session.find<InstanceType<typeof own.provider.Session>>(id)
    return session?.accountId === accountId ? session.uid : null
  }

  /** Back from the provider: who is it, and a session for the browser. */
  async function arrive(request: FastifyRequest, reply: FastifyReply) {
    const origin = originOf(request, addresses)
    const query = new URL(request.url, origin).searchParams
    const pending = takePending(request, reply, query.get('state') ?? '')
    if (pending === undefined) throw identityErrors.sign_in_expired()
    const entrant = await deps.entrantOf(await relyingParty().finish(origin, query.toString(), pending))
    const token = await sessions.start({
      accountId: entrant.id,
      providerSession: await providerSessionOf(request, entrant.id),
      address: request.ip,
      userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
    })
    const isSecure = origin.startsWith('https:')
    setSessionCookie(reply, token, isSecure)
    if (request.cookies['yiwang.locale'] === undefined)
      reply.setCookie('yiwang.locale', entrant.locale, { path: '/', sameSite: 'lax', secure: isSecure, maxAge: YEAR_S })
    return reply.header('cache-control', 'no-store').redirect(pending.next, 303)
  }

  async function signIn(uid: string, cookie: string | undefined, { account, password }: SignIn, address: string) {
    if (own === null) throw identityErrors.sign_in_expired()
    const interaction = await getInteraction(own.provider, uid, cookie)
    const { id } = await signIns.signIn(account, password, address)
    return finishInteraction(interaction, id)
  }

  async function signOut(request: FastifyRequest, reply: FastifyReply, isSecure: boolean): Promise<void> {
    const token = tokenOf(request)
    const row = token === undefined ? undefined : await sessions.find(token)
    if (row !== undefined) await sessions.endOne(row.id, row.accountId)
    clearSessionCookie(reply, isSecure)
  }

  return { leave, arrive, signIn, signOut, makeFirstAdmin: deps.makeFirstAdmin }
}
