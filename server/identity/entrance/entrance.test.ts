import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Me } from '../../../contract/me.ts'
import { createBrowser, openSignIn, signIn } from '../../../test/support/browser.ts'
import { PASSWORD, startIdentity, type TestIdentity } from '../../../test/support/identity.ts'

let at: TestIdentity
before(async () => {
  at = await startIdentity()
})
after(() => at.stop())

const me = async (browser: ReturnType<typeof createBrowser>) => (await browser.ask('/api/v1/me')).json<Me>()

for (const host of ['127.0.0.1', 'localhost'])
  test(`signing in works from whatever host the browser used: ${host}`, async () => {
    const browser = createBrowser(`http://${host}:${at.port}`)
    assert.equal((await browser.ask('/api/v1/me')).status, 401)
    const answer = await signIn(browser, 'dispatcher', PASSWORD, '/desk?box=mine')
    assert.equal(answer.url.href, `http://${host}:${at.port}/desk?box=mine`)
    const { account, roles, grants } = await me(browser)
    assert.deepEqual(
      [account, roles, grants],
      ['dispatcher', ['dispatcher'], [{ role: 'dispatcher', divisionKey: '' }]],
    )
  })

test('the session cookie is out of reach of scripts and other sites, and its token is not stored', async () => {
  const browser = createBrowser(at.origin)
  await signIn(browser, 'leader', PASSWORD)
  const cookie = browser.cookies.get('/ yiwang.session')
  assert.match(cookie?.attributes ?? '', /HttpOnly/)
  assert.match(cookie?.attributes ?? '', /SameSite=Lax/)
  const { count } = await at.kernel.pool.whole((tx) =>
    tx.one<{ count: number }>(`select count(*) from identity.session s where s::text like '%' || $1 || '%'`, [
      cookie?.value,
    ]),
  )
  assert.equal(count, 0)
})

test('signing out ends the session and the single sign-on behind it: the next sign-in asks again', async () => {
  const browser = createBrowser(at.origin)
  await signIn(browser, 'leader', PASSWORD)
  const stolen = browser.cookies.get('/ yiwang.session')?.value
  const out = await browser.ask('/auth/logout', {
    method: 'POST',
    body: '',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(out.status, 303)
  assert.equal((await browser.ask('/api/v1/me')).status, 401)
  const again = await createBrowser(at.origin).ask('/api/v1/me', { headers: { cookie: `yiwang.session=${stolen}` } })
  assert.equal(again.status, 401)
  assert.ok(await openSignIn(browser))
})

test('another person can sign in after the first in the same browser without signing out', async () => {
  const browser = createBrowser(at.origin)
  await signIn(browser, 'leader', PASSWORD)
  browser.cookies.delete('/ yiwang.session')
  const { url } = await browser.visit('/auth/login?next=/desk', ({ pathname }) => pathname === '/desk')
  assert.equal(url.pathname, '/desk', 'the single sign-on session still knows who it is')
})

test('a sign-in begun elsewhere cannot be completed here', async () => {
  const attacker = createBrowser(at.origin)
  const victim = createBrowser(at.origin)
  const uid = await openSignIn(attacker)
  const answer = await victim.post(`/auth/interaction/${uid}`, { account: 'leader', password: PASSWORD })
  assert.equal(answer.json<{ code: string }>().code, 'identity.sign_in_expired')
  const callback = await victim.ask('/auth/callback?code=x&state=y')
  assert.equal(callback.status, 400)
  assert.match(callback.headers.get('content-type') ?? '', /text\/html/)
})

test('two tabs signing in at once do not disturb each other', async () => {
  const browser = createBrowser(at.origin)
  const [first, second] = [await openSignIn(browser, '/one'), await openSignIn(browser, '/two')]
  for (const [uid, page] of [
    [first, '/one'],
    [second, '/two'],
  ]) {
    const answer = await browser.post(`/auth/interaction/${uid}`, { account: 'leader', password: PASSWORD })
    const { url } = await browser.visit(answer.json<{ next: string }>().next, ({ pathname }) => pathname === page)
    assert.equal(url.pathname, page)
  }
})

test('after signing in nobody is sent to another site', async () => {
  for (const next of ['//evil.example/x', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)']) {
    const browser = createBrowser(at.origin)
    const { url } = await signIn(browser, 'leader', PASSWORD, next)
    assert.equal(url.href, `${at.origin}/`)
  }
})

test('a redirect address on another host is refused for the web application', async () => {
  const query = new URLSearchParams({
    client_id: 'yiwang-web',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: 'http://evil.example/auth/callback',
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  })
  const answer = await createBrowser(at.origin).ask(`/oidc/auth?${query}`)
  assert.equal(answer.status, 400)
  assert.match(answer.text, /redirect_uri/)
})

test('a write that another site makes the browser send is refused', async () => {
  const browser = createBrowser(at.origin)
  await signIn(browser, 'admin', PASSWORD)
  for (const headers of [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: at.origin.replace('http:', 'https:') },
    { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' },
  ]) {
    const answer = await browser.post('/api/v1/accounts', {}, headers as Record<string, string>)
    assert.equal(answer.json<{ code: string }>().code, 'identity.cross_origin')
  }
})

test('sessions and keys survive a restart', async () => {
  const first = await startIdentity()
  const browser = createBrowser(first.origin)
  await signIn(browser, 'inspector', PASSWORD)
  await first.close()
  const second = await startIdentity({ database: first.database })
  const session = browser.cookies.get('/ yiwang.session')?.value
  const later = createBrowser(second.origin)
  const answer = await later.ask('/api/v1/me', { headers: { cookie: `yiwang.session=${session}` } })
  assert.equal(answer.json<Me>().account, 'inspector')
  await second.stop()
})
