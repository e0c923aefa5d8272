import assert from 'node:assert/strict'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { PackList } from '../../contract/packs.ts'
import { startHouse, type TestHouse } from '../support/house.ts'
import { libraryFolder } from '../support/library-pack.ts'
import { until } from '../support/until.ts'

// A pack with a flow, rules and categories of its own whose folder is taken away while an alarm and a case of it are open.

let parent: string
let house: TestHouse
const folder = () => join(parent, 'library')
const putBack = () => cp(libraryFolder, folder(), { recursive: true })
/** The folders are read as at a start. */
const readAnew = async () => assert.equal((await house.call('admin', 'POST', '/api/v1/packs/scan', {})).status, 200)

before(async () => {
  parent = await mkdtemp(join(tmpdir(), 'yiwang-packs-'))
  await putBack()
  house = await startHouse({ YIWANG_PACKS: parent })
})
after(async () => {
  await house.stop()
  await rm(parent, { recursive: true })
})

type Row = { case: string; category: { code: string } | null; state: { id: string } }
const cases = async (): Promise<Row[]> => {
  const answer = await house.call('supervisor', 'GET', '/api/v1/cases?queue=all&limit=200')
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body.items as unknown as Row[]
}
const ours = async () => (await cases()).filter(({ category }) => category?.code.startsWith('library.'))
const alarms = async () =>
  ((await house.call('admin', 'GET', '/api/v1/alarms')).body.items ?? []).filter(({ rule }) =>
    String(rule).startsWith('library.'),
  )
const offered = async () =>
  ((await house.call('intake', 'GET', '/api/v1/cases/categories')).body as unknown as { code: string }[]).filter(
    ({ code }) => code.startsWith('library.'),
  )
const packs = async () => (await house.call('admin', 'GET', '/api/v1/packs')).body as unknown as PackList
const lend = (days: number) =>
  house.call('admin', 'POST', '/api/v1/readings', [{ thing: 'BK-01', property: 'out', value: days }])

test('its case goes on under the flow it began with, its alarm ends, its categories are offered no more', async () => {
  await lend(40)
  const [found] = await until(async () => {
    const rows = await ours()
    return rows.length > 0 && rows
  }, 'a case of the alarm')
  assert.equal((await alarms()).length, 1)
  assert.ok((await offered()).length > 0)

  await rm(folder(), { recursive: true })
  await readAnew()

  const [kept] = await ours()
  assert.equal(kept?.case, found?.case)
  const shown = await house.call('supervisor', 'GET', `/api/v1/cases/${kept?.case}`)
  assert.equal(shown.status, 200)
  assert.deepEqual(await alarms(), [])
  assert.deepEqual(await offered(), [])
  const gone = (await packs()).faulty.find(({ name }) => name === 'library')
  assert.equal(gone?.problems[0]?.code, 'folder/gone')
})

test('put back as it was, it is whole again without a restart', async () => {
  await putBack()
  await readAnew()
  assert.ok((await offered()).length > 0)
  assert.ok((await packs()).items.some(({ id }) => id === 'library'))
  await lend(41)
  assert.equal((await alarms()).length, 1)
  assert.equal((await ours()).length, 1)
})

test('a stop between writing down that a pack is off and what follows of it is made good when folders are read', async () => {
  const [before] = await alarms()
  assert.ok(before)
  // What such a stop leaves behind: the pack is off, its categories are offered and its alarm is open.
  await house.query(`update scenarios.pack set enabled = false where id = 'library'`)
  await readAnew()
  assert.deepEqual(await offered(), [])
  assert.deepEqual(await alarms(), [])
  const { revision } = (await packs()).items.find(({ id }) => id === 'library') ?? {}
  assert.equal((await house.call('admin', 'PATCH', '/api/v1/packs/library', { revision, enabled: true })).status, 200)
  assert.ok((await offered()).length > 0)
})
