import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createBrowser, openSignIn, signIn } from '../../../test/support/browser.ts'
import { fakeClock } from '../../../test/support/clock.ts'
import { PASSWORD, startIdentity, type TestIdentity } from '../../../test/support/identity.ts'
import { systemClock } from '../../kernel/clock.ts'
import type { Fault } from '../../kernel/errors.ts'
import { networkOf } from '../../kernel/http/address.ts'
import type { Problem } from '../../kernel/http/problem.ts'
import { createSignIns } from './sign-in.ts'

// In step with the machine: codes and identity tokens expire by its own clock.
const clock = fakeClock(systemClock.now().toISOString())
let at: TestIdentity

before(async () => {
  at = await startIdentity({ clock })
})
after(() => at.stop())

async function tryPassword(account: string, password: string) {
  const browser = createBrowser(at.origin)
  const uid = await openSignIn(browser)
  return browser.post(`/auth/interaction/${uid}`, { account, password }, { 'accept-language': 'en' })
}

async function codes(account: string, times: number): Promise<string[]> {
  const seen = []
  for (let i = 0; i < times; i += 1) seen.push((await tryPassword(account, 'wrong')).json<Problem>().code)
  return seen
}

const WRONG = 'identity.bad_credentials'
const LOCKED = 'identity.locked'

test('an account locks after five failures, says until when, and refuses even the right password', async () => {
  assert.deepEqual(await codes('crew', 6), [WRONG, WRONG, WRONG, WRONG, LOCKED, LOCKED])
  const answer = await tryPassword('crew', PASSWORD)
  assert.equal(answer.status, 429)
  assert.equal(answer.headers.get('retry-after'), '60')
  assert.match(answer.json<Problem>().title, /no more before .*\d\d:\d\d:\d\d/)
})

test('an account that does not exist behaves the same', async () => {
  assert.deepEqual(await codes('no-such-account', 6), [WRONG, WRONG, WRONG, WRONG, LOCKED, LOCKED])
})

test('a restart forgives nothing', async () => {
  const signIns = createSignIns(at.kernel, 'Asia/Shanghai')
  await assert.rejects(signIns.signIn('crew', PASSWORD, '10.0.0.1'), (error) => (error as Fault).code === LOCKED)
})

test('the lock is in the journal, and an administrator can undo it', async () => {
  const { id } = await at.kernel.pool.whole((tx) =>
    tx.one<{ id: string }>(`select id from identity.account where login = 'crew'`),
  )
  const { count } = await at.kernel.pool.whole((tx) =>
    tx.one<{ count: number }>(`select count(*) from kernel.journal where kind = 'account.locked' and matter = $1`, [
      `account:${id}`,
    ]),
  )
  assert.equal(count, 1)
  const admin = createBrowser(at.origin)
  await signIn(admin, 'admin', PASSWORD)
  const locked = async () =>
    (await admin.ask(`/api/v1/accounts/${id}`)).json<{ lockedUntil: string | null }>().lockedUntil
  assert.ok((await locked()) !== null)
  assert.equal((await admin.post(`/api/v1/accounts/${id}/unlock`, {})).status, 200)
  assert.equal(await locked(), null)
  assert.equal((await tryPassword('crew', PASSWORD)).status, 200)
})

test('after the lock the right password is taken and the failures are forgotten', async () => {
  await codes('crew2', 5)
  clock.advance(61_000)
  assert.equal((await tryPassword('crew2', PASSWORD)).status, 200)
  assert.deepEqual(await codes('crew2', 1), [WRONG])
})

test('of many tries at once no more than the free ones reach the password', async () => {
  const signIns = createSignIns(at.kernel, 'Asia/Shanghai')
  const tries = Array.from({ length: 12 }, (_, i) => signIns.signIn('unit2', `wrong ${i}`, '10.0.0.2'))
  const seen = (await Promise.allSettled(tries)).map((result) =>
    result.status === 'rejected' ? (result.reason as Fault).code : 'in',
  )
  assert.equal(seen.filter((code) => code === WRONG).length, 4)
  assert.equal(seen.filter((code) => code === LOCKED).length, 8)
})

test('an address that fails on many accounts is locked for all of them', async () => {
  const signIns = createSignIns(at.kernel, 'Asia/Shanghai')
  const from = (address: string, account: string) =>
    signIns.signIn(account, PASSWORD, address).then(
      () => 'in',
      (error: Fault) => error.code,
    )
  await Promise.all(Array.from({ length: 50 }, (_, i) => from('10.0.0.3', `guess-${i}`)))
  assert.equal(await from('10.0.0.3', 'leader'), LOCKED)
  assert.equal(await from('10.0.0.4', 'leader'), 'in')
})

test('whoever holds one IPv6 address is taken for its whole network', () => {
  assert.equal(networkOf('2001:db8:1:2:3:4:5:6'), networkOf('2001:db8:1:2::1'))
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'))
  assert.equal(networkOf('::ffff:10.0.0.3'), '10.0.0.3')
})
