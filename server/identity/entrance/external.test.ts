import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Me } from '../../../contract/me.ts'
import { type Browser, createBrowser, signIn } from '../../../test/support/browser.ts'
import { PASSWORD, startIdentity, type TestIdentity } from '../../../test/support/identity.ts'
import { readConfig } from '../../kernel/config/config.ts'
import { Fault } from '../../kernel/errors.ts'
import { externalIssuerOf } from './relying-party.ts'
import { externalEntrantOf } from './subject.ts'

// The city's own provider, and a district that lets it sign people in.
let city: TestIdentity
let district: TestIdentity
let secret: string

const issuer = () => `http://localhost:${city.port}`

before(async () => {
  city = await startIdentity()
  const admin = createBrowser(issuer())
  await signIn(admin, 'admin', PASSWORD)
  const draft = await startIdentity()
  const callback = `http://localhost:${draft.port}/auth/callback`
  await draft.stop()
  const answer = await admin.post('/api/v1/oidc-clients', { id: 'district', name: '区', redirectUris: [callback] })
  secret = answer.json<{ secret: string }>().secret
  district = await startIdentity({ port: draft.port, config: { external: externalBy({}) } })
})

/** The city as the settings of the district name it. */
const externalBy = (more: Record<string, string>) =>
  externalIssuerOf(
    readConfig({
      YIWANG_OIDC_ISSUER: issuer(),
      YIWANG_OIDC_CLIENT_ID: 'district',
      YIWANG_OIDC_CLIENT_SECRET: secret,
      ...more,
    }),
  )

after(async () => {
  await district.stop()
  await city.stop()
})

/** The browser goes to the city, signs in there, and comes back. */
async function comeFromCity(account: string, here: Browser) {
  const there = createBrowser(issuer())
  await signIn(there, account, PASSWORD)
  const leaving = await here.visit('/auth/login?next=/desk')
  assert.equal(leaving.url.origin, issuer())
  const back = await there.visit(leaving.url.pathname + leaving.url.search)
  return here.visit(back.url.pathname + back.url.search, ({ pathname }) => pathname === '/desk')
}

test('somebody the external issuer vouches for is let in as the account its claim names', async () => {
  const here = createBrowser(`http://localhost:${district.port}`)
  const { url } = await comeFromCity('dispatcher', here)
  assert.equal(url.pathname, '/desk')
  assert.equal((await here.ask('/api/v1/me')).json<Me>().account, 'dispatcher')
})

test('from then on the subject decides, not the claim', async () => {
  await district.kernel.pool.whole((tx) =>
    tx.query(`update identity.account set login = 'dispatcher-moved' where login = 'dispatcher'`),
  )
  const here = createBrowser(`http://localhost:${district.port}`)
  await comeFromCity('dispatcher', here)
  assert.equal((await here.ask('/api/v1/me')).json<Me>().account, 'dispatcher-moved')
})

test('somebody without an account here is told so and not let in', async () => {
  await district.kernel.pool.whole((tx) =>
    tx.query(`update identity.account set login = 'somebody' where login = 'intake'`),
  )
  const here = createBrowser(`http://localhost:${district.port}`)
  const answer = await comeFromCity('intake', here)
  assert.equal(answer.status, 403)
  assert.match(answer.text, /没有对应的账号/)
  assert.equal((await here.ask('/api/v1/me')).status, 401)
})

test('the claim that names the account is a setting', async () => {
  const mail = 'kuang@city.example'
  await city.kernel.pool.whole((tx) =>
    tx.query(`update identity.account set email = $1 where login = 'inspector'`, [mail]),
  )
  await district.kernel.pool.whole((tx) =>
    tx.query(`update identity.account set email = $1, login = 'inspector-here' where login = 'inspector'`, [mail]),
  )
  const { port, database } = district
  await district.close()
  const external = externalBy({ YIWANG_OIDC_ACCOUNT_CLAIM: 'email' })
  district = await startIdentity({ port, database, config: { external } })
  const here = createBrowser(`http://localhost:${port}`)
  await comeFromCity('inspector', here)
  assert.equal((await here.ask('/api/v1/me')).json<Me>().account, 'inspector-here')
})

test('an e-mail nobody verified, a disabled account: not let in', async () => {
  const { kernel } = district
  await kernel.pool.whole((tx) =>
    tx.query(`update identity.account set email = 'lu@city.example' where login = 'leader'`),
  )
  const vouched = (claims: Record<string, unknown>) => ({ issuer: 'https://other.example', subject: 's-1', claims })
  const byMail = { accountClaim: 'email' }
  const isRefused = (error: unknown) => error instanceof Fault && error.code === 'identity.no_account_for_subject'
  await assert.rejects(externalEntrantOf(kernel, vouched({ email: 'lu@city.example' }), byMail), isRefused)
  const entrant = await externalEntrantOf(kernel, vouched({ email: 'LU@city.example', email_verified: true }), byMail)
  await kernel.pool.whole((tx) => tx.query(`update identity.account set disabled = true where id = $1`, [entrant.id]))
  await assert.rejects(externalEntrantOf(kernel, vouched({}), byMail), isRefused)
})

test('with an external issuer our own provider is not there and no password is taken', async () => {
  const here = createBrowser(`http://localhost:${district.port}`)
  assert.equal((await here.ask('/.well-known/openid-configuration')).status, 404)
  assert.equal((await here.post('/auth/interaction/x', { account: 'admin', password: PASSWORD })).status, 400)
})
