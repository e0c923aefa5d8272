import type { FastifyInstance } from 'fastify'
import * as openid from 'openid-client'
import type { Config } from '../../kernel/config/config.ts'
import { identityErrors } from '../errors.ts'
import { CALLBACK, type OwnProvider, WEB_CLIENT } from '../provider/provider.ts'

/** What is remembered between leaving for the provider and coming back. */
export interface Pending {
  state: string
  nonce: string
  verifier: string
  next: string
}

/** Whom the provider vouches for. */
export interface Vouched {
  issuer: string
  subject: string
  claims: Readonly<Record<string, unknown>>
}

/** The web application's side of OpenID Connect (code flow with PKCE), run by the server for the browser. */
export interface RelyingParty {
  begin(origin: string, pending: Pending): Promise<string>
  finish(origin: string, query: string, pending: Pending): Promise<Vouched>
}

export const newPending = (next: string): Pending => ({
  state: openid.randomState(),
  nonce: openid.randomNonce(),
  verifier: openid.randomPKCECodeVerifier(),
  next,
})

async function authorizationUrl(config: openid.Configuration, origin: string, pending: Pending): Promise<URL> {
  return openid.buildAuthorizationUrl(config, {
    redirect_uri: origin + CALLBACK,
    scope: 'openid profile email',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
  })
}

function exchange(config: openid.Configuration, origin: string, query: string, pending: Pending) {
  return openid.authorizationCodeGrant(config, new URL(`${origin}${CALLBACK}?${query}`), {
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    pkceCodeVerifier: pending.verifier,
    idTokenExpected: true,
  })
}

/**
 * Signing in with our own provider. The browser is sent to the provider on the host it is at, whatever its name; the code
 * is exchanged inside the process, so neither the fixed issuer nor a certificate has to be reachable from here.
 */
export function ownRelyingParty({ provider, webSecret }: OwnProvider, inject: FastifyInstance['inject']): RelyingParty {
  const configure = (origin: string) => {
    const config = new openid.Configuration(
      {
        issuer: provider.issuer,
        authorization_endpoint: new URL(provider.pathFor('authorization'), origin).href,
        token_endpoint: provider.urlFor('token'),
        authorization_response_iss_parameter_supported: true,
      },
      WEB_CLIENT,
      webSecret,
      openid.ClientSecretBasic(webSecret),
    )
    openid.allowInsecureRequests(config)
    config[openid.customFetch] = async (url, { method, headers, body }) => {
      const { pathname } = new URL(url)
      const answer = await inject({ method: method as 'POST', url: pathname, headers, payload: String(body) })
      return new Response(answer.body, {
        status: answer.statusCode,
        headers: { 'content-type': String(answer.headers['content-type']) },
      })
    }
    return config
  }
  return {
    begin: async (origin, pending) => {
      const { pathname, search } = await authorizationUrl(configure(origin), origin, pending)
      return pathname + search
    },
    finish: async (origin, query, pending) => {
      const tokens = await exchange(configure(origin), origin, query, pending).catch(refused)
      const claims = tokens.claims()
      if (claims === undefined) throw identityErrors.sign_in_expired()
      return { issuer: claims.iss, subject: claims.sub, claims }
    },
  }
}

/** A provider that is not ours: `YIWANG_OIDC_…`. */
export interface ExternalIssuer {
  issuer: string
  clientId: string
  clientSecret: string
  /** The claim whose value is the account's login name, or `email` for its e-mail. */
  accountClaim: string
}

/** Who signs people in instead of us; null where we do. */
export function externalIssuerOf(config: Pick<Config, `oidc${string}` & keyof Config>): ExternalIssuer | null {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret = '' } = config
  if (issuer === undefined || clientId === undefined) return null
  return { issuer, clientId, clientSecret, accountClaim: config.oidcAccountClaim }
}

/** Signing in with an external issuer; it is looked up when first needed and again after a failure. */
export function externalRelyingParty(external: ExternalIssuer): RelyingParty {
  const server = new URL(external.issuer)
  // An issuer inside the city's own network may have no certificate.
  const options = server.protocol === 'http:' ? { execute: [openid.allowInsecureRequests] } : {}
  let found: Promise<openid.Configuration> | undefined

  function discover(): Promise<openid.Configuration> {
    found ??= openid.discovery(server, external.clientId, external.clientSecret, undefined, options).catch((cause) => {
      found = undefined
      throw identityErrors.issuer_away({ issuer: external.issuer }, { cause })
    })
    return found
  }

  return {
    begin: async (origin, pending) => (await authorizationUrl(await discover(), origin, pending)).href,
    finish: async (origin, query, pending) => {
      const config = await discover()
      const tokens = await exchange(config, origin, query, pending).catch(refused)
      const claims = tokens.claims()
      if (claims === undefined) throw identityErrors.sign_in_expired()
      const isComplete = external.accountClaim in claims || config.serverMetadata().userinfo_endpoint === undefined
      const more = isComplete ? {} : await openid.fetchUserInfo(config, tokens.access_token, claims.sub).catch(refused)
      return { issuer: claims.iss, subject: claims.sub, claims: { ...more, ...claims } }
    },
  }
}

function refused(cause: Error): never {
  const { error, code } = cause as { error?: unknown; code?: unknown }
  throw identityErrors.issuer_refused({ reason: String(error ?? code ?? cause.name) }, { cause })
}
