import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { AccountList } from '../../../contract/identity.ts'
import type { Me, PublicPlace } from '../../../contract/me.ts'
import { createBrowser, signIn } from '../../../test/support/browser.ts'
import { fakeClock } from '../../../test/support/clock.ts'
import { PASSWORD, startIdentity, type TestIdentity } from '../../../test/support/identity.ts'
import { systemClock } from '../../kernel/clock.ts'

// In step with the machine: codes and identity tokens expire by its own clock.
const clock = fakeClock(systemClock.now().toISOString())
let at: TestIdentity

before(async () => {
  const place = { name: { zh: '长宁', en: 'Changning' }, zone: 'Asia/Shanghai', demo: false }
  at = await startIdentity({ clock, config: { place: () => place, demoPassword: null } })
})
after(() => at.stop())

async function link(): Promise<string> {
  const url = await at.identity.firstAdminUrl()
  assert.ok(url)
  return url.split('/').at(-1) ?? ''
}

const spend = (token: string, account = 'boss') =>
  createBrowser(at.origin).post(
    '/auth/first-admin',
    { token, account, name: '主任', password: PASSWORD },
    { 'accept-language': 'en-GB' },
  )

test('outside a demo there are no accounts to try', async () => {
  const place = (await createBrowser(at.origin).ask('/api/v1/place')).json<PublicPlace>()
  assert.deepEqual([place.demo, place.demoAccounts, place.demoPassword], [false, [], null])
})

test('an expired link, and one that a later start replaced, make nobody', async () => {
  const replaced = await link()
  const expired = await link()
  assert.equal((await spend(replaced)).status, 404)
  clock.advance(24 * 60 * 60_000 + 1)
  assert.equal((await spend(expired)).status, 404)
  assert.equal((await spend('guess')).status, 404)
})

test('the link makes one administrator of the whole place, and then there is none any more', async () => {
  const token = await link()
  const answers = await Promise.all([spend(token, 'boss'), spend(token, 'rival')])
  assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 404])
  const login = answers[0]?.status === 200 ? 'boss' : 'rival'
  const browser = createBrowser(at.origin)
  await signIn(browser, login, PASSWORD)
  assert.deepEqual((await browser.ask('/api/v1/me')).json<Me>().grants, [{ role: 'admin', divisionKey: '' }])
  const { items } = (await browser.ask('/api/v1/accounts')).json<AccountList>()
  assert.deepEqual(
    items.map(({ locale }) => locale),
    ['en'],
    'in the language of the page it was made on',
  )
  assert.equal(await at.identity.firstAdminUrl(), null)
})
