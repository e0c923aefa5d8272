import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as openid from 'openid-client'
import { createBrowser, signIn } from '../../../test/support/browser.ts'
import { PASSWORD, startIdentity, type TestIdentity } from '../../../test/support/identity.ts'

const CALLBACK = 'http://127.0.0.1:1/callback'

let at: TestIdentity
let origin: string
let secret: string

before(async () => {
  at = await startIdentity()
  origin = `http://localhost:${at.port}`
  const admin = createBrowser(origin)
  await signIn(admin, 'admin', PASSWORD)
  const answer = await admin.post('/api/v1/oidc-clients', { id: 'archive', name: '档案', redirectUris: [CALLBACK] })
  secret = answer.json<{ secret: string }>().secret
})
after(() => at.stop())

async function archive(clientSecret: string) {
  const config = await openid.discovery(new URL(origin), 'archive', clientSecret, undefined, {
    execute: [openid.allowInsecureRequests],
  })
  const verifier = openid.randomPKCECodeVerifier()
  const url = openid.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope: 'openid profile',
    state: 'state',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const exchange = (at: URL) =>
    openid.authorizationCodeGrant(config, at, { pkceCodeVerifier: verifier, expectedState: 'state' })
  return { config, url, exchange }
}

test('another program signs people in with discovery and PKCE, by rows of data', async () => {
  const { config, url, exchange } = await archive(secret)
  assert.equal(config.serverMetadata().issuer, origin)
  const browser = createBrowser(origin)
  const page = await browser.visit(url.pathname + url.search, ({ pathname }) => pathname.startsWith('/sign-in/'))
  const uid = page.url.pathname.split('/').at(-1)
  const { next } = (await browser.post(`/auth/interaction/${uid}`, { account: 'auditor', password: PASSWORD })).json<{
    next: string
  }>()
  const back = (await browser.visit(next)).url
  const tokens = await exchange(back)
  const claims = tokens.claims()
  assert.equal(claims?.iss, origin)
  const user = await openid.fetchUserInfo(config, tokens.access_token, claims?.sub ?? '')
  assert.equal(user.preferred_username, 'auditor')
  await assert.rejects(exchange(back), /invalid_grant|error/, 'a code works once')
})

test('a person signed in here need not type a password for another program', async () => {
  const browser = createBrowser(origin)
  await signIn(browser, 'leader', PASSWORD)
  const { url, exchange } = await archive(secret)
  const tokens = await exchange((await browser.visit(url.pathname + url.search)).url)
  assert.ok(tokens.id_token)
})

test('a wrong secret, no PKCE and an unknown redirect address are refused', async () => {
  const browser = createBrowser(origin)
  await signIn(browser, 'leader', PASSWORD)
  const wrong = await archive('wrong')
  const back = (await browser.visit(wrong.url.pathname + wrong.url.search)).url
  await assert.rejects(wrong.exchange(back), { error: 'invalid_client' })

  const plain = new URL(wrong.url)
  plain.searchParams.delete('code_challenge')
  plain.searchParams.delete('code_challenge_method')
  const { url } = await browser.visit(plain.pathname + plain.search)
  assert.equal(url.searchParams.get('error'), 'invalid_request')

  const elsewhere = new URL(wrong.url)
  elsewhere.searchParams.set('redirect_uri', 'http://evil.example/')
  assert.equal((await browser.visit(elsewhere.pathname + elsewhere.search)).status, 400)
})

test('secrets, codes and access tokens are kept as digests', async () => {
  const { count } = await at.kernel.pool.whole((tx) =>
    tx.one<{ count: number }>(
      `select (select count(*) from identity.client c where c::text like '%' || $1 || '%')
            + (select count(*) from identity.provider_item where model = 'AccessToken' and payload ? 'jti') as count`,
      [secret],
    ),
  )
  assert.equal(count, 0)
})

test('a removed program signs nobody in', async () => {
  const admin = createBrowser(origin)
  await signIn(admin, 'admin', PASSWORD)
  await admin.post('/api/v1/oidc-clients', { id: 'brief', name: '短', redirectUris: [CALLBACK] })
  const key = { 'idempotency-key': crypto.randomUUID() }
  await admin.ask('/api/v1/oidc-clients/brief', { method: 'DELETE', headers: key })
  const { url } = await archive(secret)
  url.searchParams.set('client_id', 'brief')
  assert.equal((await admin.visit(url.pathname + url.search)).status, 400)
})

test('a configured public address is the issuer whatever host is asked', async () => {
  const city = await startIdentity({ config: { publicUrl: 'https://city.example/' } })
  const browser = createBrowser(city.origin)
  const known = (await browser.ask('/.well-known/openid-configuration')).json<Record<string, string>>()
  assert.equal(known.issuer, 'https://city.example')
  assert.equal(known.token_endpoint, 'https://city.example/oidc/token')
  const answer = await browser.ask('/auth/login?next=/desk')
  assert.equal(answer.headers.get('location'), 'https://city.example/auth/login?next=%2Fdesk&here=1')
  // Behind a proxy that does not pass the name on it is the same request again: no second redirect.
  const direct = await browser.ask('/auth/login?next=/desk&here=1')
  assert.match(direct.headers.get('location') ?? '', /^\/oidc\/auth\?.*redirect_uri=https%3A%2F%2Fcity\.example%2Fauth/)
  assert.match(direct.headers.get('set-cookie') ?? '', /; Secure/)
  await city.stop()
})
