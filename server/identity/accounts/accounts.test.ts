import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Account, AccountList, Contact } from '../../../contract/identity.ts'
import type { Me } from '../../../contract/me.ts'
import { type Browser, createBrowser, signIn } from '../../../test/support/browser.ts'
import { PASSWORD, startIdentity, type TestIdentity } from '../../../test/support/identity.ts'

let at: TestIdentity
let admin: Browser

before(async () => {
  at = await startIdentity()
  admin = createBrowser(at.origin)
  await signIn(admin, 'admin', PASSWORD)
})
after(() => at.stop())

const command = () => ({ 'idempotency-key': crypto.randomUUID(), 'content-type': 'application/json' })

async function make(by: Browser, login: string, more: Record<string, unknown> = {}): Promise<string> {
  const account = { login, name: login, divisionKey: '', password: PASSWORD, ...more }
  const answer = await by.post('/api/v1/accounts', account)
  assert.equal(answer.status, 200, answer.text)
  return answer.json<{ id: string }>().id
}

const codeOf = async (answer: ReturnType<Browser['ask']>) => (await answer).json<{ code: string }>().code
const patch = (by: Browser, id: string, change: object) =>
  by.ask(`/api/v1/accounts/${id}`, { method: 'PATCH', body: JSON.stringify(change), headers: command() })

const entriesOf = (id: string) =>
  at.kernel.pool.whole((tx) =>
    tx.query<{ kind: string; payload: unknown; why: string | null }>(
      `select kind, payload, why from kernel.journal where matter = $1 or payload->>'subject' = $1 order by seq`,
      [`account:${id}`],
    ),
  )

test('an account is made, granted, used and its history kept, without personal data in the entries', async () => {
  const grants = [{ role: 'inspector', divisionKey: '001' }]
  const id = await make(admin, 'zhang.wei', { name: '张伟', phone: '13800138000', grants })
  const person = createBrowser(at.origin)
  await signIn(person, 'Zhang.Wei ', PASSWORD)
  assert.deepEqual((await person.ask('/api/v1/me')).json<Me>().grants, grants)
  const entries = await entriesOf(id)
  assert.deepEqual(
    entries.map((entry) => entry.kind),
    ['account.created', 'account.granted'],
  )
  assert.doesNotMatch(JSON.stringify(entries), /张伟|13800138000|zhang/)
})

test('a grant that begins, and one that ends, count at once', async () => {
  const id = await make(admin, 'grantee', { grants: [{ role: 'crew', divisionKey: '001' }] })
  const person = createBrowser(at.origin)
  await signIn(person, 'grantee', PASSWORD)
  const roles = async () => (await person.ask('/api/v1/me')).json<Me>().roles
  assert.deepEqual(await roles(), ['crew'])
  const answer = await admin.post(`/api/v1/accounts/${id}/grants`, { role: 'inspector', divisionKey: '002' })
  assert.deepEqual(await roles(), ['crew', 'inspector'])
  const grantId = answer.json<{ id: string }>().id
  await admin.ask(`/api/v1/accounts/${id}/grants/${grantId}`, { method: 'DELETE', headers: command(), body: '{}' })
  assert.deepEqual(await roles(), ['crew'])
})

test('a grant for later or before is not held now', async () => {
  const later = { role: 'crew', divisionKey: '', validFrom: '2999-01-01T00:00:00Z' }
  await make(admin, 'later', { grants: [later, { role: 'unit', divisionKey: '' }] })
  const person = createBrowser(at.origin)
  await signIn(person, 'later', PASSWORD)
  assert.deepEqual((await person.ask('/api/v1/me')).json<Me>().roles, ['unit'])
})

test('an administrator of one street sees and manages that street only', async () => {
  await make(admin, 'street.admin', { divisionKey: '001', grants: [{ role: 'admin', divisionKey: '001' }] })
  const elsewhere = await make(admin, 'elsewhere', { divisionKey: '002' })
  const street = createBrowser(at.origin)
  await signIn(street, 'street.admin', PASSWORD)
  const own = await make(street, 'street.crew', { divisionKey: '001aaa' })
  const { items } = (await street.ask('/api/v1/accounts')).json<AccountList>()
  assert.deepEqual(
    items.map((item) => item.login),
    ['street.admin', 'street.crew'],
  )
  assert.equal((await street.ask(`/api/v1/accounts/${elsewhere}`)).status, 404)
  assert.equal((await patch(street, elsewhere, { name: 'x' })).status, 404)
  assert.equal((await street.post(`/api/v1/accounts/${elsewhere}/password`, { password: 'x'.repeat(9) })).status, 404)
  const upward = { role: 'admin', divisionKey: '' }
  assert.equal((await street.post(`/api/v1/accounts/${own}/grants`, upward)).status, 404)
  assert.equal((await patch(street, own, { divisionKey: '' })).status, 404)
  assert.equal((await street.ask('/api/v1/oidc-clients')).status, 404)
})

test('a role outside the home of an account is refused: whoever manages the account could use it', async () => {
  const id = await make(admin, 'homed', { divisionKey: '001' })
  const answer = admin.post(`/api/v1/accounts/${id}/grants`, { role: 'admin', divisionKey: '' })
  assert.equal(await codeOf(answer), 'identity.outside_home')
  const street = { role: 'crew', divisionKey: '001aaa' }
  await admin.post(`/api/v1/accounts/${id}/grants`, street)
  assert.equal(await codeOf(patch(admin, id, { divisionKey: '001bbb' })), 'identity.outside_home')
})

test('names and e-mails are taken once', async () => {
  await make(admin, 'taken', { email: 'one@city.example' })
  const again = { login: 'taken', name: 'x', divisionKey: '' }
  assert.equal(await codeOf(admin.post('/api/v1/accounts', again)), 'identity.login_taken')
  const mail = { login: 'other', name: 'x', divisionKey: '', email: 'One@city.example' }
  assert.equal(await codeOf(admin.post('/api/v1/accounts', mail)), 'identity.email_taken')
})

test('a disabled account is out at once and cannot come back', async () => {
  const id = await make(admin, 'leaving')
  const person = createBrowser(at.origin)
  await signIn(person, 'leaving', PASSWORD)
  await patch(admin, id, { disabled: true })
  assert.equal((await person.ask('/api/v1/me')).status, 401)
  assert.equal((await signIn(createBrowser(at.origin), 'leaving', PASSWORD)).status, 401)
})

test('nobody disables themselves or ends their own administration', async () => {
  const { items } = (await admin.ask('/api/v1/accounts?words=admin')).json<AccountList>()
  const self = items.find((item) => item.login === 'admin') as Account
  assert.equal(await codeOf(patch(admin, self.id, { disabled: true })), 'identity.not_yourself')
  const grant = self.grants.find(({ role }) => role === 'admin')
  const ending = admin.ask(`/api/v1/accounts/${self.id}/grants/${grant?.id}`, {
    method: 'DELETE',
    headers: command(),
    body: '{}',
  })
  assert.equal(await codeOf(ending), 'identity.not_yourself')
})

test('a wall display holds no other role and sees no names', async () => {
  const id = await make(admin, 'lobby', { grants: [{ role: 'wall', divisionKey: '' }] })
  const grant = admin.post(`/api/v1/accounts/${id}/grants`, { role: 'crew', divisionKey: '' })
  assert.equal(await codeOf(grant), 'identity.wall_alone')
  const wall = createBrowser(at.origin)
  await signIn(wall, 'lobby', PASSWORD)
  assert.equal((await wall.ask('/api/v1/accounts')).status, 403)
  const actor = { kind: 'person', id, personId: null, unitId: null, name: '', grants: [], demo: false } as const
  const ctx = { locale: 'zh', requestId: 'test', clock: at.kernel.clock } as const
  assert.equal((await at.identity.names({ ...ctx, actor: { ...actor, masked: true } }, [id])).size, 0)
  assert.equal((await at.identity.names({ ...ctx, actor }, [id, 'system:sealer'])).get(id), 'lobby')
})

test('looking up how to reach somebody is written down: who, whose, why', async () => {
  const id = await make(admin, 'reachable', { phone: '021-62525252' })
  assert.equal((await admin.ask(`/api/v1/accounts/${id}/contact`)).status, 400, 'a purpose is asked for')
  const answer = await admin.ask(`/api/v1/accounts/${id}/contact?purpose=${encodeURIComponent('夜间抢险通知')}`)
  assert.equal(answer.json<Contact>().phone, '021-62525252')
  const entry = (await entriesOf(id)).at(-1)
  assert.deepEqual(entry, { kind: 'personal.read', payload: { subject: `account:${id}` }, why: '夜间抢险通知' })
  assert.doesNotMatch((await admin.ask(`/api/v1/accounts/${id}`)).text, /62525252/)
})

test('a demo account gives tokens to programs, any other does not', async () => {
  const { issueDemoToken } = await import('../index.ts')
  const token = await issueDemoToken(at.kernel, 'dispatcher')
  const program = createBrowser(at.origin)
  const headers = { authorization: `Bearer ${token}` }
  assert.equal((await program.ask('/api/v1/me', { headers })).json<Me>().account, 'dispatcher')
  await make(admin, 'real')
  await assert.rejects(issueDemoToken(at.kernel, 'real'), { code: 'identity.demo_only' })
  await assert.rejects(issueDemoToken(at.kernel, 'nobody'), { code: 'identity.no_such_account' })
  const wrong = { authorization: `Bearer ${token}x` }
  assert.equal((await program.ask('/api/v1/me', { headers: wrong })).status, 401)
})
