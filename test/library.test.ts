import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { verifyJournal } from '../server/kernel/journal/verify/verify.ts'
import { type Answer, startHouse, type TestHouse } from './support/house.ts'
import { libraryFolder } from './support/library-pack.ts'
import { until } from './support/until.ts'

// The alien pack in the whole program: overdue library books, with a flow, roles and reasons that no part of it knows.

const BOOK = 'BK-01'

let house: TestHouse
before(async () => {
  house = await startHouse({ YIWANG_PACKS: join(libraryFolder, '..') })
})
after(() => house.stop())

interface Matter {
  [key: string]: unknown
  id: string
  version: number
  done: boolean
  state: { id: string; name: { zh: string; en: string } }
  dueAt: string | null
  actions: { id: string; allowed: boolean; fields: { id: string; options: { id: string }[] }[] }[]
  trail: { ordinal: number | null; version: number; kind: string; sentence: { en: string } }[]
}

const getMatter = async (account: string, id: string): Promise<Matter> =>
  (await house.call(account, 'GET', `/api/v1/matters/${id}`)).body as unknown as Matter

const listMatters = async (account: string, query = ''): Promise<Matter[]> =>
  ((await house.call(account, 'GET', `/api/v1/matters${query}`)).body.items ?? []) as unknown as Matter[]

async function step(account: string, id: string, action: string, input: Record<string, unknown> = {}): Promise<Answer> {
  const { version } = await getMatter(account, id)
  return house.call(account, 'POST', `/api/v1/matters/${id}/steps`, { action, version, input })
}

/** The administrator gives somebody a role of the library, over everything. */
async function grant(login: string, role: string): Promise<Answer> {
  const { body } = await house.call('admin', 'GET', `/api/v1/accounts?words=${login}`)
  const account = body.items?.find((one) => one.login === login)
  const divisionKey = String(account?.divisionKey)
  return house.call('admin', 'POST', `/api/v1/accounts/${account?.id}/grants`, { role, divisionKey })
}

const observe = (out: number) =>
  house.call('admin', 'POST', '/api/v1/readings', [{ thing: BOOK, property: 'out', value: out }])

const findOverdue = (account: string): Promise<Matter> =>
  until(async () => (await listMatters(account)).find((one) => one.state.id === 'overdue'), 'an overdue book')

test('roles that the pack’s flow brings can be granted, others cannot', async () => {
  for (const login of ['crew', 'crew2', 'inspector2'])
    assert.equal((await grant(login, 'librarian')).status, 200, login)
  assert.equal((await grant('leader', 'head_librarian')).status, 200)
  const { items } = (await house.call('admin', 'GET', '/api/v1/accounts/roles')).body
  const offered = items?.find(({ role }) => role === 'head_librarian')
  assert.equal((offered?.name as { zh: string } | undefined)?.zh, '馆长')
  assert.equal(items?.[0]?.role, 'admin')
  assert.equal((await house.call('crew', 'GET', '/api/v1/accounts/roles')).status, 403)
  assert.equal((await grant('crew', 'archivist')).body.code, 'identity.no_such_role')
})

test('a book is late, reminded of, taken back and shelved, each by whom the flow says', async () => {
  assert.equal((await observe(29)).status, 200)
  const { id } = await findOverdue('crew')
  const opened = await getMatter('crew', id)
  assert.deepEqual(
    opened.trail.map(({ kind }) => kind),
    ['message.due', 'case.opened'],
  )
  assert.notEqual(opened.dueAt, null)
  assert.equal(
    (await house.call('unit2', 'GET', `/api/v1/matters/${id}`)).status,
    404,
    'a role of the city has no part',
  )

  const unitId = opened.actions
    .find((one) => one.id === 'remind')
    ?.fields.find((field) => field.id === 'unitId')
    ?.options.at(0)?.id
  assert.equal((await step('crew', id, 'remind', { unitId })).status, 200)
  assert.equal((await step('crew', id, 'write_off', { reason: 'lost' })).body.code, 'flow.not_yours')
  assert.equal((await step('crew', id, 'return')).status, 200)
  assert.equal((await step('crew', id, 'close')).body.code, 'flow.not_handler', 'who took it back does not check it')
  assert.equal((await step('crew2', id, 'close')).status, 200)

  const shelved = await getMatter('crew2', id)
  assert.deepEqual([shelved.state.id, shelved.done, shelved.dueAt], ['shelved', true, null])
  assert.ok(!(await listMatters('crew2')).some((one) => one.id === id))
  assert.ok((await listMatters('crew2', '?state=done')).some((one) => one.id === id))
  await until(async () => (await getMatter('crew2', id)).trail.every(({ ordinal }) => ordinal !== null), 'the seal')
})

test('another is written off for a reason of its category, seen as the only thing by its role', async () => {
  assert.equal((await observe(0)).status, 200)
  assert.equal((await observe(40)).status, 200)
  const { id } = await findOverdue('inspector2')
  const remind = (await getMatter('inspector2', id)).actions.find((one) => one.id === 'remind')
  const unitId = remind?.fields.find((field) => field.id === 'unitId')?.options[0]?.id
  assert.equal((await step('inspector2', id, 'remind', { unitId })).status, 200)
  const writeOff = (await getMatter('leader', id)).actions.find((one) => one.id === 'write_off')
  const reasons = writeOff?.fields.find((field) => field.id === 'reason')?.options.map((option) => option.id)
  assert.deepEqual(reasons, ['lost', 'drowned'])
  const input = { reason: 'drowned', words: '掉进苏州河' }
  assert.equal((await step('leader', id, 'write_off', input)).status, 200)
  const gone = await getMatter('leader', id)
  assert.equal(gone.state.id, 'written_off')
  assert.match(gone.trail[0]?.sentence.en ?? '', /Dropped in the river/)
  assert.deepEqual((await listMatters('crew2', '?state=done')).map((one) => one.state.id).toSorted(), [
    'shelved',
    'written_off',
  ])
})

test('the journal of all this is sealed and verifies', async () => {
  const { ownerUrl } = house.database
  const report = await verifyJournal({ ownerUrl, dataFolder: house.dataFolder })
  assert.deepEqual([report.ok, report.findings], [true, []])
  assert.ok(report.sealed > 0)
})
