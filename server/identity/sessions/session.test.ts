import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Session } from '../../../contract/identity.ts'
import { type Browser, createBrowser, signIn } from '../../../test/support/browser.ts'
import { fakeClock } from '../../../test/support/clock.ts'
import { PASSWORD, startIdentity, type TestIdentity } from '../../../test/support/identity.ts'
import { systemClock } from '../../kernel/clock.ts'

const HOUR_MS = 60 * 60_000
// In step with the machine: codes and identity tokens expire by its own clock.
const clock = fakeClock(systemClock.now().toISOString())
let at: TestIdentity

before(async () => {
  at = await startIdentity({ clock })
})
after(() => at.stop())

async function signedIn(account: string): Promise<Browser> {
  const browser = createBrowser(at.origin)
  await signIn(browser, account, PASSWORD)
  return browser
}

const status = async (browser: Browser) => (await browser.ask('/api/v1/me')).status
const sessionsOf = async (browser: Browser) =>
  (await browser.ask('/api/v1/me/sessions')).json<{ items: Session[] }>().items

test('one sees where one is signed in and can end a session elsewhere, its single sign-on included', async () => {
  const [desk, phone] = [await signedIn('supervisor'), await signedIn('supervisor')]
  const other = (await sessionsOf(desk)).find((session) => !session.current)
  assert.equal((await sessionsOf(desk)).length, 2)
  assert.equal(await status(phone), 200)
  await desk.ask(`/api/v1/me/sessions/${other?.id}`, { method: 'DELETE' })
  assert.equal(await status(phone), 401)
  assert.equal(await status(desk), 200)
  const { url } = await phone.visit('/auth/login', ({ pathname }) => pathname.startsWith('/sign-in/'))
  assert.match(url.pathname, /^\/sign-in\//, 'the stolen phone is asked for the password')
})

test('nobody ends the session of somebody else', async () => {
  const [victim, other] = [await signedIn('unit'), await signedIn('crew')]
  const [session] = await sessionsOf(victim)
  assert.equal((await other.ask(`/api/v1/me/sessions/${session?.id}`, { method: 'DELETE' })).status, 404)
  assert.equal(await status(victim), 200)
})

test('changing the password asks for the old one and ends the other sessions', async () => {
  const [desk, phone] = [await signedIn('inspector2'), await signedIn('inspector2')]
  const change = (current: string) => desk.post('/api/v1/me/password', { current, next: 'a longer password' })
  assert.equal((await change('wrong')).json<{ code: string }>().code, 'identity.bad_credentials')
  assert.equal((await change(PASSWORD)).status, 200)
  assert.equal(await status(desk), 200)
  assert.equal(await status(phone), 401)
  const again = await signIn(createBrowser(at.origin), 'inspector2', 'a longer password')
  assert.equal(again.url.pathname, '/desk')
})

test('a session lasts a shift and slides with use, idle it ends, and after a week one signs in again', async () => {
  const busy = await signedIn('intake')
  const idle = await signedIn('leader')
  for (let hours = 0; hours < 24; hours += 12) {
    clock.advance(12 * HOUR_MS)
    assert.equal(await status(busy), 200)
  }
  assert.equal(await status(idle), 401)
  for (let hours = 24; hours < 7 * 24 - 12; hours += 12) {
    clock.advance(12 * HOUR_MS)
    assert.equal(await status(busy), 200)
  }
  clock.advance(13 * HOUR_MS)
  assert.equal(await status(busy), 401)
})
