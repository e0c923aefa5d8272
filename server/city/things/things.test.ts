import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestCity, fails } from '../../../test/support/city.ts'
import { newId } from '../../kernel/ids.ts'

let world: Awaited<ReturnType<typeof createTestCity>>

before(async () => {
  world = await createTestCity()
  await world.city.saveThingType(world.system(), newId(), lamp)
})
after(() => world.stop())

const lamp = {
  code: 'test.lamp',
  prefix: 'LA',
  name: { zh: '路灯', en: 'Lamp' },
  properties: { power: { title: { zh: '功率', en: 'Power' }, type: 'number' as const, unit: 'W' } },
  attributes: { height: { title: { zh: '高', en: 'Height' }, type: 'number' as const, unit: 'm', default: 6 } },
  isPrivate: false,
}
const home = { ...lamp, code: 'test.home', prefix: 'HO', isPrivate: true }

test('things are registered all or none, find their place, and take the defaults of their type', async () => {
  const { city, kernel, streets, system } = world
  const [first = ''] = streets
  const spot = await register('LA-1', first)
  const thing = await city.findThing(system(), 'LA-1')
  assert.equal(thing?.divisionKey, spot.divisionKey)
  assert.equal(thing?.unitGrid, spot.unitGrid)
  assert.deepEqual(thing?.attributes, { height: 6 })
  const good = { code: 'LA-2', type: 'test.lamp', name: lamp.name, lon: spot.lon, lat: spot.lat, attributes: {} }
  const batch = (things: object[]) =>
    city.registerThings(system(), newId(), { things: [good, ...(things as (typeof good)[])] })
  await assert.rejects(batch([{ ...good, code: 'LA-3', lon: 0 }]), fails('city.outside'))
  await assert.rejects(batch([{ ...good, code: 'LA-3', type: 'test.none' }]), fails('city.no_type'))
  await assert.rejects(batch([{ ...good, code: 'LA-3', attributes: { height: 'tall' } }]), fails('city.attribute'))
  await assert.rejects(batch([good]), fails('city.twice'))
  assert.equal(await city.findThing(system(), 'LA-2'), undefined)
  assert.deepEqual(await kernel.pool.read([], (tx) => tx.query('select from city.thing')), [])
})

test('a batch is found by its entry; registering again keeps ids and changes facts', async () => {
  const { city, streets, system } = world
  const [first = ''] = streets
  await register('LA-20', first)
  const before = await city.findThing(system(), 'LA-20')
  const batch = newId()
  const name = { zh: '新', en: 'New' }
  const again = { code: 'LA-20', type: 'test.lamp', name, lon: before?.lon ?? 0, lat: before?.lat ?? 0, attributes: {} }
  await city.registerThings(system(), batch, { things: [again] })
  const [now] = await city.listBatch(system(), batch)
  assert.deepEqual([now?.id, now?.name, now?.version], [before?.id, name, 2])
})

test('things are listed by page, by window and by distance, in one’s own divisions', async () => {
  const { as, city, streets } = world
  const [first = '', second = ''] = streets
  const spot = await register('LA-30', first)
  await register('LA-31', second)
  const inspector = as('inspector', first)
  const { items, next } = await city.listThings(inspector, { limit: 1 })
  assert.equal(items.length, 1)
  assert.equal(next, items[0]?.code)
  const all = await city.listThings(inspector, { limit: 500 })
  assert.ok(all.items.every((thing) => thing.divisionKey.startsWith(first)) && all.next === null)
  const bounds = city.bounds()
  assert.ok(bounds)
  const window = await city.listThings(inspector, { box: bounds, limit: 500 })
  assert.deepEqual(window.items.map((thing) => thing.code).sort(), all.items.map((thing) => thing.code).sort())
  const near = await city.nearestThings(inspector, { lon: spot.lon, lat: spot.lat, withinM: 3000, limit: 50 })
  assert.equal(near[0]?.code, 'LA-30')
  assert.deepEqual(
    near.map((thing) => thing.distanceM),
    near.map((thing) => thing.distanceM).toSorted((a, b) => a - b),
  )
  const crews = await city.nearestCrews(inspector, { lon: spot.lon, lat: spot.lat, withinM: 9000, limit: 3 })
  assert.equal(crews.length, 3)
})

test('things at people’s homes are not for walls', async () => {
  const { as, city, streets } = world
  const [first = ''] = streets
  await register('HO-1', first, home.code)
  assert.equal((await city.findThing(as('inspector', first), 'HO-1'))?.code, 'HO-1')
  assert.equal(await city.findThing(as('wall', first), 'HO-1'), undefined)
  const { items } = await city.listThings(as('wall', first), { limit: 500 })
  assert.ok(items.length > 0 && items.every((thing) => thing.type !== home.code))
})

test('a thing is changed as it was last seen, or not at all', async () => {
  const { city, streets, system } = world
  const [first = ''] = streets
  await register('LA-40', first)
  const change = (version: number) => city.changeThing(system(), newId(), 'LA-40', { version, retired: true })
  assert.deepEqual(await change(1), { version: 2 })
  await assert.rejects(change(1), fails('kernel.stale'))
  const thing = await city.findThing(system(), 'LA-40')
  assert.equal(thing?.retired, true)
  assert.deepEqual(await city.listStanding([thing?.id ?? '']), [])
  assert.ok((await city.listStanding()).some((standing) => standing.code === 'LA-1'))
})

test('saving the same type again makes no new version', async () => {
  const { city, system } = world
  const save = (type: typeof lamp) => city.saveThingType(system(), newId(), type)
  assert.deepEqual(await save({ ...lamp, code: 'test.twice' }), { version: 1 })
  assert.deepEqual(await save({ ...lamp, code: 'test.twice' }), { version: 1 })
  assert.deepEqual(await save({ ...lamp, code: 'test.twice', prefix: 'XX' }), { version: 2 })
})

async function register(code: string, divisionKey: string, type = 'test.lamp') {
  const { city, system } = world
  const spot = city.placeThings({
    layer: 'block',
    count: 1,
    seed: Number.parseInt(code.replaceAll(/\D/g, ''), 10),
    divisionKey,
  })[0]
  assert.ok(spot)
  if (type === home.code) await city.saveThingType(system(), newId(), home)
  const thing = { code, type, name: { zh: code, en: code }, lon: spot.lon, lat: spot.lat, attributes: {} }
  await city.registerThings(system(), newId(), { things: [thing] })
  return spot
}
