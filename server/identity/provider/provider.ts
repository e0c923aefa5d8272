import { createHash, randomBytes } from 'node:crypto'
import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import type { Clock } from '../../kernel/clock.ts'
import type { Pool } from '../../kernel/database/pool.ts'
import type { Locale } from '../../kernel/errors.ts'
import { createAdapter } from './adapter.ts'
import { loadKeys } from './keys.ts'
import { Provider } from './library.ts'
import { plainPage } from './page.ts'
import { findClaims } from './queries.ts'

/** Our own web application as a client of the provider. */
export const WEB_CLIENT = 'yiwang-web'
export const CALLBACK = '/auth/callback'
/** Ties an interaction to the browser that began it; one for each, so that tabs do not disturb each other. */
export const INTERACTION_COOKIE = 'yiwang.interaction'

const HOUR_S = 3600
/** As long as a session of ours that nobody uses. */
const SESSION_S = 14 * HOUR_S

export interface OwnProvider {
  provider: Provider
  /** The secret of the web client; of this process only, for the code is exchanged inside it. */
  webSecret: string
}

const localeOf = (ctx: KoaContextWithOIDC): Locale => {
  const chosen = ctx.cookies.get('yiwang.locale', { signed: false })
  if (chosen === 'zh' || chosen === 'en') return chosen
  return ctx.acceptsLanguages('zh', 'en') === 'en' ? 'en' : 'zh'
}

const SAY = {
  failed: { zh: '登录没有完成', en: 'Signing in was not completed' },
  signOut: { zh: '要退出登录吗？', en: 'Sign out?' },
  yes: { zh: '退出', en: 'Sign out' },
  signedOut: { zh: '已退出登录', en: 'You are signed out' },
}

function showPage(ctx: KoaContextWithOIDC, sentence: string, form?: string): void {
  ctx.type = 'html'
  ctx.body = plainPage(localeOf(ctx), sentence, form)
}

const pages = {
  async renderError(ctx: KoaContextWithOIDC, out: { error: string; error_description?: string | undefined }) {
    showPage(ctx, `${SAY.failed[localeOf(ctx)]}: ${out.error_description ?? out.error}`)
  },
  async logoutSource(ctx: KoaContextWithOIDC, form: string) {
    const locale = localeOf(ctx)
    const button = `<button type="submit" form="op.logoutForm" name="logout" value="yes">${SAY.yes[locale]}</button>`
    showPage(ctx, SAY.signOut[locale], form + button)
  },
  async postLogoutSuccessSource(ctx: KoaContextWithOIDC) {
    showPage(ctx, SAY.signedOut[localeOf(ctx)])
  },
}

const accountsOf =
  (pool: Pool): NonNullable<Configuration['findAccount']> =>
  async (_ctx, accountId) => {
    const row = await pool.whole((tx) => findClaims(tx, accountId))
    if (row === undefined) return undefined
    const { login, name, locale, email } = row
    return {
      accountId,
      claims: async () => ({
        sub: accountId,
        preferred_username: login,
        name,
        locale: locale === 'zh' ? 'zh-CN' : 'en',
        // Entered by an administrator, who answers for it.
        ...(email !== null && { email, email_verified: true }),
      }),
    }
  }

/** Clients are registered by the administrators of the place, who consent for it: what a client asks for it is granted. */
const grantAsked: NonNullable<Configuration['loadExistingGrant']> = async (ctx) => {
  const { client, session, provider, requestParamScopes, result } = ctx.oidc
  if (client === undefined || session?.accountId === undefined) return undefined
  const known = result?.consent?.grantId ?? session.grantIdFor(client.clientId)
  const found = known === undefined ? undefined : await provider.Grant.find(known)
  const grant = found ?? new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope([...requestParamScopes].join(' '))
  await grant.save()
  return grant
}

async function begin(ctx: KoaContextWithOIDC, interaction: { uid: string }): Promise<string> {
  const { uid } = interaction
  ctx.cookies.set(INTERACTION_COOKIE, uid, {
    path: `/auth/interaction/${uid}`,
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.secure,
    signed: false,
    maxAge: HOUR_S * 1000,
  })
  return `/sign-in/${uid}`
}

const ROUTES = {
  authorization: '/oidc/auth',
  end_session: '/oidc/session/end',
  jwks: '/oidc/jwks',
  revocation: '/oidc/token/revocation',
  token: '/oidc/token',
  userinfo: '/oidc/userinfo',
}

/** Makes the embedded OpenID provider. Its issuer is fixed; the addresses it gives are those the browser came by. */
export async function createProvider(pool: Pool, clock: Clock, issuer: string): Promise<OwnProvider> {
  const keys = await loadKeys(pool)
  const webSecret = randomBytes(32).toString('base64url')
  const { renderError, logoutSource, postLogoutSuccessSource } = pages
  const provider = new Provider(issuer, {
    adapter: createAdapter(pool, clock),
    clients: [
      { client_id: WEB_CLIENT, client_secret: digestOf(webSecret), redirect_uris: [new URL(CALLBACK, issuer).href] },
    ],
    jwks: keys.jwks,
    cookies: {
      keys: keys.cookies,
      names: { session: 'yiwang.oidc', interaction: 'yiwang.oidc.interaction', resume: 'yiwang.oidc.resume' },
    },
    findAccount: accountsOf(pool),
    loadExistingGrant: grantAsked,
    interactions: { url: begin },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource, postLogoutSuccessSource },
      revocation: { enabled: true },
    },
    renderError,
    pkce: { required: () => true },
    responseTypes: ['code'],
    scopes: ['openid', 'profile', 'email', 'offline_access'],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'locale'], email: ['email', 'email_verified'] },
    clientBasedCORS: () => false,
    routes: ROUTES,
    ttl: {
      AccessToken: HOUR_S,
      AuthorizationCode: 60,
      Grant: SESSION_S,
      IdToken: HOUR_S,
      Interaction: HOUR_S,
      RefreshToken: SESSION_S,
      Session: SESSION_S,
    },
  })
  // Addresses and cookie security follow the headers that mount.ts sets from our own settings.
  provider.proxy = true
  allowOwnCallback(provider)
  compareDigests(provider)
  return { provider, webSecret }
}

const digestOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** The web application is reached under many names (localhost, a network address): it may return to the one it was asked under. */
function allowOwnCallback(provider: Provider): void {
  const registered = provider.Client.prototype.redirectUriAllowed
  provider.Client.prototype.redirectUriAllowed = function allowed(this: typeof provider.Client.prototype, uri: string) {
    const { ctx } = Provider
    if (this.clientId !== WEB_CLIENT || ctx === undefined) return registered.call(this, uri)
    return uri === new URL(CALLBACK, ctx.href).href
  }
}

/** Secrets are kept as digests, so what a client sends is compared as one. */
function compareDigests(provider: Provider): void {
  const compare = provider.Client.prototype.compareClientSecret
  provider.Client.prototype.compareClientSecret = function matches(this: typeof provider.Client.prototype, actual) {
    return compare.call(this, digestOf(actual))
  }
}
