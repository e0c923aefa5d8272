import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { InstalledPack, PackList } from '../../contract/packs.ts'
import { startHouse, type TestHouse } from '../support/house.ts'

// What administrators do to packs, through the door, on the program as it is composed: it holds without a restart.

let house: TestHouse
before(async () => {
  house = await startHouse()
})
after(() => house.stop())

const ask = async <T>(account: string, path: string): Promise<T> =>
  (await house.call(account, 'GET', path)).body as unknown as T
const list = () => ask<PackList>('admin', '/api/v1/packs')

async function getPack(id: string): Promise<InstalledPack> {
  const found = (await list()).items.find((pack) => pack.id === id)
  assert.ok(found)
  return found
}

async function change(id: string, wish: object, commandId?: string) {
  const { revision } = await getPack(id)
  return house.call('admin', 'PATCH', `/api/v1/packs/${id}`, { revision, ...wish }, commandId)
}

const openAlarms = async () => (await ask<{ items: { rule: string }[] }>('admin', '/api/v1/alarms')).items
const categories = async () =>
  (await ask<{ code: string }[]>('intake', '/api/v1/cases/categories')).filter(({ code }) => code.startsWith('flood.'))

async function send(level: number): Promise<{ recorded: number }> {
  const things = await house.call('admin', 'GET', '/api/v1/city/things?type=flood.gauge&limit=1')
  const code = String(things.body.items?.[0]?.code)
  const items = [{ thing: code, property: 'level', value: level }]
  return (await house.call('admin', 'POST', `/api/v1/devices/${code}/test`, { items })).body as never
}

test('packs are shown with their level, their inputs and what they hold', async () => {
  const { items, faulty } = await list()
  assert.deepEqual(faulty, [])
  const pack = items.find(({ id }) => id === 'flood')
  assert.equal(pack?.level, 'tested')
  assert.ok(pack.enabled && pack.holds.rules > 0)
  const margin = pack.inputs.find(({ name }) => name === 'margin')
  assert.deepEqual([margin?.value, margin?.isDefault, margin?.input.type], [0.05, true, 'number'])
})

test('an input is checked by its selector; the same change sent again is done once; an old view is refused', async () => {
  assert.equal((await change('flood', { settings: { margin: 9 } })).status, 400)
  assert.equal((await change('flood', { settings: { margin: 'much' } })).body.code, 'scenarios.bad_input')
  assert.equal((await change('flood', { settings: { colour: 1 } })).body.code, 'scenarios.no_input')
  const { revision } = await getPack('flood')
  const commandId = randomUUID()
  const wish = { revision, settings: { margin: 0.1 } }
  const set = () => house.call('admin', 'PATCH', '/api/v1/packs/flood', wish, commandId)
  const first = await set()
  assert.equal(first.status, 200)
  assert.deepEqual(await set(), first)
  assert.equal((await getPack('flood')).revision, revision + 1)
  const late = await house.call('admin', 'PATCH', '/api/v1/packs/flood', wish)
  assert.equal(late.body.code, 'kernel.stale')
  await change('flood', { settings: { margin: null } })
  assert.ok((await getPack('flood')).inputs.every(({ isDefault }) => isDefault))
})

test('a pack switched off is silent at once, and speaks again at once', async () => {
  assert.equal((await send(5.5)).recorded, 1)
  assert.ok((await openAlarms()).some(({ rule }) => rule.startsWith('flood.')))
  assert.ok((await categories()).length > 0)

  assert.equal((await change('flood', { enabled: false })).status, 200)
  assert.equal((await send(5.6)).recorded, 1)
  assert.deepEqual(
    (await openAlarms()).filter(({ rule }) => rule.startsWith('flood.')),
    [],
  )
  assert.deepEqual(await categories(), [])

  assert.equal((await change('flood', { enabled: true })).status, 200)
  assert.equal((await send(5.7)).recorded, 1)
  assert.ok((await openAlarms()).some(({ rule }) => rule.startsWith('flood.')))
  assert.ok((await categories()).length > 0)
})

test('a pack others use stays on', async () => {
  assert.equal((await change('city-basics', { enabled: false })).body.code, 'scenarios.used')
})

test('folders are read anew on request', async () => {
  const scanned = await house.call('admin', 'POST', '/api/v1/packs/scan', {})
  assert.equal(scanned.status, 200)
  assert.ok((scanned.body as unknown as { installed: string[] }).installed.includes('flood'))
})

test('only who manages packs changes them', async () => {
  assert.equal((await house.call('leader', 'GET', '/api/v1/packs')).status, 200)
  assert.equal((await house.call('leader', 'PATCH', '/api/v1/packs/flood', { revision: 1 })).status, 403)
  assert.equal((await house.call('crew', 'GET', '/api/v1/packs')).status, 403)
})
