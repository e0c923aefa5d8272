import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '../server/kernel/clock.ts'
import { startHouse, type TestHouse } from './support/house.ts'
import { until } from './support/until.ts'

// A home of the demonstration whose family has an account, in the neighbourhood of the committee that has one.
const HOME = 'HM-001'

let house: TestHouse
before(async () => {
  house = await startHouse()
})
after(() => house.stop())

interface Case {
  [key: string]: unknown
  version: number
  state: { id: string }
  units: { id: string; name: { zh: string } }[]
  actions: { id: string; allowed: boolean; fields: { id: string; options: { id: string }[] }[] }[]
  trail: { kind: string; sentence: { zh: string; en: string } }[]
  mayReadContacts: boolean
}

const getCase = async (account: string, id: string): Promise<Case> =>
  (await house.call(account, 'GET', `/api/v1/cases/${id}`)).body as unknown as Case

async function step(account: string, id: string, action: string, input: Record<string, unknown> = {}): Promise<void> {
  const { version } = await getCase(account, id)
  const taken = await house.call(account, 'POST', `/api/v1/cases/${id}/steps`, { action, version, input })
  assert.equal(taken.status, 200, JSON.stringify(taken.body))
}

const observe = (property: string, value: boolean) =>
  house.call('admin', 'POST', '/api/v1/readings', [{ thing: HOME, property, value }])

const findCase = (queue: string, account: string) =>
  until(async () => {
    const list = await house.call(account, 'GET', `/api/v1/cases?queue=${queue}`)
    return list.body.items?.find((one) => String(one.title).includes('一键呼叫'))
  }, 'the case of the call')

const contacts = (account: string, id: string) =>
  house.call(account, 'POST', `/api/v1/cases/${id}/contacts`, { purpose: '告知家属' })

test('one press of the button: sent at once, the family named to the visitor only, what was found is kept', async () => {
  assert.equal((await observe('call', true)).status, 200)
  const found = await findCase('mine', 'dispatcher')
  const id = String(found.case)
  assert.equal(found.severity, 'red')
  const opened = await getCase('dispatcher', id)
  const told = opened.trail.filter(({ kind }) => kind === 'message.due').map(({ sentence }) => sentence.zh)
  assert.equal(told.length, 3)
  assert.ok(told.some((sentence) => sentence.startsWith('应告知家属：')))
  assert.ok(told.some((sentence) => sentence.startsWith('应告知华五居委会：')))
  const [committee] = opened.units
  assert.equal(committee?.name.zh, '华五居委会')

  assert.equal((await contacts('unit3', id)).status, 404, 'not before the case is theirs')
  await step('dispatcher', id, 'dispatch', { unitId: committee?.id })
  assert.equal((await contacts('unit', id)).status, 404, 'not for another unit')
  const names = await contacts('unit3', id)
  assert.deepEqual(
    (names.body as unknown as { role: string }[]).map(({ role }) => role),
    ['family'],
  )

  await step('unit3', id, 'accept')
  const finish = (await getCase('unit3', id)).actions.find((one) => one.id === 'finish')
  const reasons = finish?.fields.find((field) => field.id === 'reason')?.options.map((option) => option.id)
  assert.ok(reasons?.includes('pressed_by_mistake'))
  assert.ok(!finish?.fields.some((field) => field.id.startsWith('photos')), 'no photos of a home are asked for')
  await step('unit3', id, 'finish', { reason: 'pressed_by_mistake' })
  assert.equal((await contacts('unit3', id)).status, 200)
  await step('supervisor', id, 'close')
  const closed = await getCase('supervisor', id)
  assert.equal(closed.state.id, 'closed')
  assert.ok(closed.trail.some(({ sentence }) => sentence.zh.includes('误按')))
  assert.equal((await contacts('unit3', id)).body.code, 'cases.contacts_not_now')
})

test('pressed again, it is a case again; a wall sees none of it and neighbours neither', async () => {
  await observe('call', false)
  await observe('call', true)
  const found = await findCase('mine', 'dispatcher')
  const points = await house.call('wall', 'GET', '/api/v1/cases/map')
  assert.ok(!points.body.items?.some((one) => one.case === found.case))
  assert.ok((await house.call('leader', 'GET', '/api/v1/cases/map')).body.items?.some((one) => one.case === found.case))
  const { lon, lat } = found.position as { lon: number; lat: number }
  const near = await house.call('resident2', 'GET', `/api/v1/cases/nearby?lon=${lon}&lat=${lat}`)
  assert.deepEqual(near.body, [])
})

test('the family says until when she is away; nobody else can, and a visitor reads it on the case', async () => {
  const day = 86_400_000
  const at = (days: number) => new Date(systemClock.now().getTime() + days * day).toISOString()
  const absence = { from: at(0), until: at(3), reason: 'with_family' }
  const path = `/api/v1/things/${HOME}/absences`
  assert.equal((await house.call('resident2', 'POST', path, absence)).status, 404)
  const saved = await house.call('resident', 'POST', path, absence)
  assert.equal(saved.status, 200, JSON.stringify(saved.body))
  const latest = await house.call('unit3', 'GET', `/api/v1/things/${HOME}/latest`)
  assert.deepEqual(latest.body.absence, { from: absence.from, until: absence.until })
  const alarms = await house.call('leader', 'GET', `/api/v1/alarms?thing=${HOME}`)
  assert.deepEqual(alarms.body.items?.[0]?.absence, { from: absence.from, until: absence.until })
  const found = await findCase('open', 'dispatcher')
  await until(
    async () =>
      (await getCase('dispatcher', String(found.case))).trail.some(({ kind }) => kind === 'case.absence_noted'),
    'the absence on the trail',
  )
  const list = await house.call('resident', 'GET', path)
  assert.equal(list.body.items?.[0]?.reason, 'with_family')
  const ended = await house.call('resident', 'POST', `${path}/${saved.body.id}/end`, {})
  assert.equal(ended.status, 200)
  assert.equal((await house.call('unit3', 'GET', `/api/v1/things/${HOME}/latest`)).body.absence, null)
})

test('any community of the demonstration has a worker who can go, and the visit ends with what was found', async () => {
  const { items: homes = [] } = (await house.call('admin', 'GET', '/api/v1/city/things?type=living-alone.home')).body
  const place = (await house.call(null, 'GET', '/api/v1/place')).body as unknown as {
    demoAccounts: { account: string; unit: { zh: string } | null; oneOfMany: boolean }[]
  }
  const first = homes.find(({ code }) => code === HOME)
  const other = homes.find(({ divisionKey }) => divisionKey !== first?.divisionKey)
  await house.call('admin', 'POST', '/api/v1/readings', [{ thing: other?.code, property: 'call', value: true }])
  const found = await until(async () => {
    const list = await house.call('dispatcher', 'GET', '/api/v1/cases?queue=mine')
    return list.body.items?.find((one) => one.divisionKey === other?.divisionKey)
  }, 'the case of the other home')
  const id = String(found.case)
  const [committee] = (await getCase('dispatcher', id)).units
  const worker = place.demoAccounts.find(({ unit, oneOfMany }) => oneOfMany && unit?.zh === committee?.name.zh)?.account
  assert.ok(worker, `nobody of ${committee?.name.zh}`)
  await step('dispatcher', id, 'dispatch', { unitId: committee?.id })
  await step(worker, id, 'accept')
  await step(worker, id, 'finish', { reason: 'helped', words: '扶起老人，已联系家属' })
  await step('supervisor', id, 'close')
  const { state, trail } = await getCase('supervisor', id)
  assert.equal(state.id, 'closed')
  assert.ok(trail.some(({ sentence }) => sentence.zh.includes('求助已处理')))
})

test('what was to be told is listed for whoever answers for it; of homes, not to who may not see homes', async () => {
  const page = async (account: string, query = '') =>
    (await house.call(account, 'GET', `/api/v1/messages${query}`)).body.items ?? []
  const family = await page('supervisor', '?to=contact')
  assert.ok(family.length > 0 && family.every(({ to }) => String(to).startsWith('contact/')))
  const [newest] = await page('supervisor', `?thing=${HOME}`)
  assert.equal(newest?.thing, HOME)
  assert.ok(newest?.case && newest.text, 'for which case, and what')
  const same = (await page('auditor')).find(({ ordinal }) => ordinal === newest?.ordinal)
  assert.deepEqual([same?.thing, same?.text], [null, null])
  assert.equal((await house.call('unit', 'GET', '/api/v1/messages')).status, 403)
  const [second] = await page('supervisor', '?limit=1')
  assert.deepEqual(
    (await page('supervisor', `?limit=1&before=${second?.ordinal}`)).map(({ ordinal }) => ordinal).length,
    1,
  )
})

test('whoever cares for a community keeps its contacts and absences, and sees no other community', async () => {
  const path = `/api/v1/things/${HOME}/absences`
  const until = new Date(systemClock.now().getTime() + 86_400_000).toISOString()
  const absence = { from: systemClock.now().toISOString(), until, reason: 'hospital' }
  assert.equal((await house.call('community', 'POST', path, absence)).status, 200)
  const open = async (account: string) => (await house.call(account, 'GET', '/api/v1/absences')).body.items ?? []
  const [own] = await open('community')
  assert.deepEqual([own?.thing, own?.reason, own?.endedAt], [HOME, 'hospital', null])
  assert.ok((await open('supervisor')).some(({ id }) => id === own?.id))
  assert.equal((await house.call('community', 'POST', `${path}/${own?.id}/end`, {})).status, 200)
  assert.deepEqual(await open('community'), [])
  assert.equal((await house.call('community', 'GET', '/api/v1/absences?state=all')).body.items?.[0]?.id, own?.id)

  const contacts = `/api/v1/city/things/by-code/${HOME}/contacts`
  const kept = await house.call('community', 'GET', `${contacts}?purpose=visit`)
  assert.equal(kept.status, 200)
  const other = (await house.call('admin', 'GET', '/api/v1/city/things?type=living-alone.home')).body.items?.find(
    ({ divisionKey }) => divisionKey !== own?.divisionKey,
  )
  for (const url of [
    `/api/v1/city/things/by-code/${other?.code}/contacts?purpose=visit`,
    `/api/v1/things/${other?.code}/absences`,
  ])
    assert.equal((await house.call('community', 'GET', url)).status, 404, url)
})
