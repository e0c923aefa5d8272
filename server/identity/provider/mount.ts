import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Addresses, originOf } from '../sessions/origin.ts'
import type { Provider } from './library.ts'

/** The paths the provider answers itself, with why they are open: each is a door of the protocol with its own checks. */
export const PROVIDER_PATHS = {
  '/.well-known/openid-configuration': 'OpenID Connect Discovery: addresses and algorithms, no data',
  '/oidc/*': 'OpenID Connect: the provider checks clients, codes and tokens itself',
} as const

/** Lets the provider answer its paths from the raw request: it reads bodies itself. */
export function mountProvider(app: FastifyInstance, provider: Provider, addresses: Addresses): void {
  const answer = provider.callback()
  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    const origin = new URL(originOf(request, addresses))
    const { headers } = request.raw
    // The provider derives its addresses from these: they are what we found out, never what the caller claims.
    delete headers['x-forwarded-host']
    headers.host = origin.host
    headers['x-forwarded-proto'] = origin.protocol.slice(0, -1)
    reply.hijack()
    await answer(request.raw, reply.raw)
  }
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    for (const url of Object.keys(PROVIDER_PATHS)) scope.route({ method: ['GET', 'POST'], url, handler })
  })
}
