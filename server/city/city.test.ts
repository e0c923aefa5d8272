import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestKernel, personCtx } from '../../test/support/kernel.ts'
import { systemCtx } from '../kernel/actor.ts'
import { Fault } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { type City, createCity } from './index.ts'

let world: Awaited<ReturnType<typeof createTestKernel>>
let city: City
let positions: Awaited<ReturnType<City['seedDemo']>>
const system = () => systemCtx('test', world.kernel.clock)
const as = (role: string, divisionKey: string) => personCtx(world.kernel, role, divisionKey)
const fails = (code: string) => (error: unknown) => error instanceof Fault && error.code === code
const streets = () => city.listDivisions({ level: 3 }).map((division) => division.divisionKey)

before(async () => {
  world = await createTestKernel()
  city = createCity(world.kernel)
  world.kernel.access.register(city.permissions)
  await city.open()
  positions = await city.seedDemo('db/demo/changning')
  await city.saveThingType(system(), newId(), lamp)
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

test('the demonstration is seeded once; again it changes nothing', async () => {
  const count = () => world.kernel.pool.whole((tx) => tx.one('select count(*) from kernel.journal'))
  const entries = await count()
  assert.deepEqual(await city.seedDemo('db/demo/changning'), positions)
  assert.deepEqual(await count(), entries)
  assert.equal(city.listDivisions({ level: 4 }).length, 189)
  assert.deepEqual([...positions.keys()].length, 15)
  const unit = await city.findUnit(system(), positions.get('unit')?.unitId ?? '')
  assert.equal(unit?.code, 'drainage')
  assert.equal(positions.get('unit')?.unitId, positions.get('crew')?.unitId)
  assert.equal(positions.get('admin')?.divisionKey, '')
})

test('what is read back from the tables is what was laid', async () => {
  const before = city.sheet('unit-grid').etag
  const other = createCity({ ...world.kernel, bus: { ...world.kernel.bus, follow: () => {} } })
  await other.open()
  assert.equal(other.sheet('unit-grid').etag, before)
  assert.equal(other.listDivisions().length, 1 + 1 + 10 + 189)
  const { lon, lat } = city.listDivisions({ level: 4 })[20]?.centre ?? { lon: 0, lat: 0 }
  assert.deepEqual(other.describe(lon, lat), city.describe(lon, lat))
})

test('a transaction without a scope sees no row of a place; one with a scope only its own', async () => {
  const tables = [
    'division',
    'grid',
    'person',
    'thing',
    'unit',
    'post',
    'membership',
    'crew',
    'crew_member',
    'responsibility',
  ]
  const { pool } = world.kernel
  const count = (table: string) => `select count(*)::integer as n from city.${table}`
  await register('SCOPE-1', streets()[0] ?? '')
  for (const table of tables) {
    const rows = await pool.read([], (tx) => tx.one<{ n: number }>(count(table)))
    assert.equal(rows.n, 0, table)
    const all = await pool.whole((tx) => tx.one<{ n: number }>(count(table)))
    assert.ok(all.n > 0, table)
  }
  const [first = ''] = streets()
  const within = await pool.read([{ lo: first, hi: `${first}~` }], (tx) =>
    tx.query<{ division_key: string }>('select division_key from city.person union select division_key from city.grid'),
  )
  assert.ok(within.length > 0 && within.every((row) => row.division_key.startsWith(first)))
})

test('a street’s dispatcher finds the district’s units, and only the people of the street', async () => {
  const [first = '', second = ''] = streets()
  const units = await city.listUnits(as('dispatcher', first))
  assert.ok(units.some((unit) => unit.code === 'drainage'))
  const { items } = await city.listPeople(as('dispatcher', first))
  assert.ok(items.length > 0 && items.every((person) => person.divisionKey.startsWith(first)))
  const { items: elsewhere } = await city.listPeople(as('dispatcher', first), { within: second })
  assert.deepEqual(elsewhere, [])
})

test('a telephone is shown with a purpose, which is written down; elsewhere the person is not there', async () => {
  const [first = '', second = ''] = streets()
  const { items } = await city.listPeople(as('dispatcher', first))
  const id = items[0]?.id ?? ''
  assert.match((await city.readContact(as('dispatcher', first), id, 'flood duty')).phone ?? '', /^100\d{8}$/)
  await assert.rejects(city.readContact(as('dispatcher', second), id, 'curious'), fails('kernel.not_found'))
  const looks = await world.kernel.pool.whole((tx) =>
    tx.query<{ why: string; answer: unknown }>(
      `select j.why, c.answer from kernel.journal j join kernel.command c using (command_id) where j.kind = 'contact.read'`,
    ),
  )
  assert.deepEqual(looks, [{ why: 'flood duty', answer: { id } }])
})

test('the finest subject answers first, then the finest place, and somebody always', async () => {
  const [first = ''] = streets()
  const who = async (subject: string, divisionKey: string) => {
    const found = await city.findResponsible(system(), subject, { divisionKey })
    return (await city.findUnit(system(), found?.unitId ?? newId()))?.code
  }
  assert.equal(await who('city-basics.drainage', `${first}001`), 'drainage')
  assert.equal(await who('flood.gate', first), 'drainage')
  assert.equal(await who('city-basics.urban-management', first), 'squad-310105001')
  assert.equal(await who('nobody.has-this', first), 'street-310105001')
  assert.equal(await who('nobody.has-this', first.slice(0, 6)), 'centre')
  assert.match((await who('living-alone', `${first}001`)) ?? '', /^community-310105001/)
})

async function register(code: string, divisionKey: string, type = 'test.lamp') {
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

test('things are registered all or none, find their place, and take the defaults of their type', async () => {
  const [first = ''] = streets()
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
})

test('a batch is found by its entry; registering again keeps ids and changes facts', async () => {
  const [first = ''] = streets()
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
  const [first = '', second = ''] = streets()
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
  const [first = ''] = streets()
  await register('HO-1', first, home.code)
  assert.equal((await city.findThing(as('inspector', first), 'HO-1'))?.code, 'HO-1')
  assert.equal(await city.findThing(as('wall', first), 'HO-1'), undefined)
  const { items } = await city.listThings(as('wall', first), { limit: 500 })
  assert.ok(items.length > 0 && items.every((thing) => thing.type !== home.code))
})

test('a thing is changed as it was last seen, or not at all', async () => {
  const [first = ''] = streets()
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
  const save = (type: typeof lamp) => city.saveThingType(system(), newId(), type)
  assert.deepEqual(await save({ ...lamp, code: 'test.twice' }), { version: 1 })
  assert.deepEqual(await save({ ...lamp, code: 'test.twice' }), { version: 1 })
  assert.deepEqual(await save({ ...lamp, code: 'test.twice', prefix: 'XX' }), { version: 2 })
})

test('management: units, posts, people, crews; what does not fit is refused', async () => {
  const [first = '', second = ''] = streets()
  const ctx = as('admin', first)
  const station = {
    code: 'new',
    kind: 'station' as const,
    name: lamp.name,
    divisionKey: first,
    parentId: null,
    retired: false,
  }
  const { id: unitId } = await city.saveUnit(ctx, newId(), station)
  await assert.rejects(city.saveUnit(ctx, newId(), { ...station, divisionKey: second }), fails('kernel.not_found'))
  const wider = { ...station, code: 'wider', divisionKey: second, parentId: unitId }
  await assert.rejects(city.saveUnit(system(), newId(), wider), fails('city.not_below'))
  const { id: postId } = await city.savePost(ctx, newId(), {
    code: 'new.post',
    unitId,
    name: lamp.name,
    retired: false,
  })
  const person = { id: newId(), name: lamp.name, phone: '10000000000', divisionKey: first, retired: false }
  await city.savePerson(ctx, newId(), person)
  await city.setMembership(ctx, newId(), { personId: person.id, postId, holds: true })
  assert.deepEqual(
    (await city.findPerson(ctx, person.id))?.posts.map((post) => post.id),
    [postId],
  )
  await city.setMembership(ctx, newId(), { personId: person.id, postId, holds: false })
  assert.deepEqual((await city.findPerson(ctx, person.id))?.posts, [])
  const crew = {
    code: 'new.crew',
    unitId,
    name: lamp.name,
    divisionKey: first,
    base: null,
    members: [person.id],
    retired: false,
  }
  await assert.rejects(city.saveCrew(ctx, newId(), { ...crew, leader: newId() }), fails('city.leader_not_member'))
  const { id: crewId } = await city.saveCrew(ctx, newId(), { ...crew, leader: person.id })
  assert.deepEqual(await city.listCrewMembers(ctx, crewId), [{ personId: person.id, leads: true }])
  const kept = await world.kernel.pool.whole((tx) =>
    tx.query(`select from kernel.journal where payload::text like '%10000000000%'`),
  )
  assert.deepEqual(kept, [])
})

test('boundaries can be imported: a division moves, grids belong where their middle lies', async () => {
  const ctx = as('admin', '')
  const square = (lon: number, lat: number, side: number) => ({
    type: 'Polygon' as const,
    coordinates: [
      [
        [lon, lat],
        [lon + side, lat],
        [lon + side, lat + side],
        [lon, lat + side],
        [lon, lat],
      ] as [number, number][],
    ],
  })
  const parentKey = city.listDivisions({ level: 1 })[0]?.divisionKey ?? ''
  const saved = await city.saveDivision(ctx, newId(), {
    code: '310199',
    name: { zh: '新区', en: 'New' },
    level: 2,
    parentKey,
    boundary: square(121.5, 31.2, 0.02),
  })
  assert.equal(saved.id, `${parentKey}002`)
  assert.equal(city.locate(121.51, 31.21)?.divisionKey, saved.id)
  const grid = { code: 'N-1', name: null, boundary: square(121.505, 31.205, 0.01) }
  assert.deepEqual(await city.importGrids(ctx, newId(), { kind: 'responsibility', grids: [grid] }), { count: 1 })
  const unit = { code: 'N-1-1', name: null, boundary: square(121.507, 31.207, 0.001) }
  await city.importGrids(ctx, newId(), { kind: 'unit', grids: [unit] })
  const found = city.locate(121.5075, 31.2075)
  assert.deepEqual([found?.unitGrid, found?.responsibilityGrid], ['N-1-1', 'N-1'])
  const far = { ...unit, code: 'far', boundary: square(0, 0, 0.01) }
  await assert.rejects(city.importGrids(ctx, newId(), { kind: 'unit', grids: [far] }), fails('city.outside'))
})

test('from memory: who could take a matter, those that answer for it first, each with its reason', () => {
  const { lookup } = city
  const root = lookup.root()
  assert.equal(root.code, '310105')
  const [first = ''] = streets()
  const offers = lookup.unitsFor('city-basics.urban-management', `${first}001`)
  const reasons = offers.filter((offer) => offer.because !== null).map((offer) => offer.name.zh)
  assert.deepEqual(reasons, [
    '华阳路街道城管中队',
    '长宁区城管执法局',
    '华阳路街道城市运行管理中心',
    '长宁区城市运行管理中心',
  ])
  assert.match(offers[0]?.because?.zh ?? '', /华阳路街道/)
  assert.equal(new Set(offers.map((offer) => offer.id)).size, offers.length)
  assert.ok(offers.every((offer) => lookup.findUnit(offer.id) !== undefined))
  assert.equal(lookup.childrenOf(root.key).length, 10)
  assert.deepEqual(
    lookup.pathOf(`${first}001`).map((division) => division.name.zh),
    ['上海市', '长宁区', '华阳路街道', '华一居委会'],
  )
})
