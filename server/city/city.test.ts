import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createTestCity, fails } from '../../test/support/city.ts'
import { newId } from '../kernel/ids.ts'
import { createCity } from './index.ts'

const NAME = { zh: '新', en: 'New' }
let world: Awaited<ReturnType<typeof createTestCity>>

before(async () => {
  world = await createTestCity()
})
after(() => world.stop())

test('the demonstration is seeded once; again it changes nothing', async () => {
  const { city, kernel, positions, system } = world
  const count = () => kernel.pool.whole((tx) => tx.one('select count(*) from kernel.journal'))
  const entries = await count()
  assert.deepEqual(await city.seedDemo('db/demo/changning'), positions)
  assert.deepEqual(await count(), entries)
  assert.equal(city.listDivisions({ level: 4 }).length, 189)
  assert.equal([...positions.values()].filter(({ oneOf }) => oneOf === undefined).length, 17)
  assert.ok(
    [...positions.values()].filter(({ oneOf }) => oneOf !== undefined).length >= 188,
    'a worker for each community',
  )
  const unit = await city.findUnit(system(), positions.get('unit')?.unitId ?? '')
  assert.equal(unit?.code, 'drainage')
  assert.equal(positions.get('unit')?.unitId, positions.get('crew')?.unitId)
  assert.equal(positions.get('admin')?.divisionKey, '')
})

test('what is read back from the tables is what was laid', async () => {
  const { city, kernel } = world
  const before = city.sheet('unit-grid').etag
  const other = createCity({ ...kernel, bus: { ...kernel.bus, follow: () => {} } })
  await other.open()
  assert.equal(other.sheet('unit-grid').etag, before)
  assert.equal(other.listDivisions().length, 1 + 1 + 10 + 189)
  const { lon, lat } = city.listDivisions({ level: 4 })[20]?.centre ?? { lon: 0, lat: 0 }
  assert.deepEqual(other.describe(lon, lat), city.describe(lon, lat))
})

test('a transaction without a scope sees no row of a place; one with a scope only its own', async () => {
  const { kernel, streets } = world
  const tables = ['division', 'grid', 'person', 'unit', 'post', 'membership', 'crew', 'crew_member', 'responsibility']
  const { pool } = kernel
  const count = (table: string) => `select count(*)::integer as n from city.${table}`
  for (const table of tables) {
    const rows = await pool.read([], (tx) => tx.one<{ n: number }>(count(table)))
    assert.equal(rows.n, 0, table)
    const all = await pool.whole((tx) => tx.one<{ n: number }>(count(table)))
    assert.ok(all.n > 0, table)
  }
  const [first = ''] = streets
  const within = await pool.read([{ lo: first, hi: `${first}~` }], (tx) =>
    tx.query<{ division_key: string }>('select division_key from city.person union select division_key from city.grid'),
  )
  assert.ok(within.length > 0 && within.every((row) => row.division_key.startsWith(first)))
})

test('a street’s dispatcher finds the district’s units, and only the people of the street', async () => {
  const { as, city, streets } = world
  const [first = '', second = ''] = streets
  const units = await city.listUnits(as('dispatcher', first))
  assert.ok(units.some((unit) => unit.code === 'drainage'))
  const { items } = await city.listPeople(as('dispatcher', first))
  assert.ok(items.length > 0 && items.every((person) => person.divisionKey.startsWith(first)))
  const { items: elsewhere } = await city.listPeople(as('dispatcher', first), { within: second })
  assert.deepEqual(elsewhere, [])
})

test('a telephone is shown with a purpose, which is written down; elsewhere the person is not there', async () => {
  const { as, city, kernel, streets } = world
  const [first = '', second = ''] = streets
  const { items } = await city.listPeople(as('dispatcher', first))
  const id = items[0]?.id ?? ''
  assert.match((await city.readContact(as('dispatcher', first), id, 'flood duty')).phone ?? '', /^100\d{8}$/)
  await assert.rejects(city.readContact(as('dispatcher', second), id, 'curious'), fails('kernel.not_found'))
  const looks = await kernel.pool.whole((tx) =>
    tx.query(`select why, payload from kernel.journal where kind = 'personal.read'`),
  )
  assert.deepEqual(looks, [{ why: 'flood duty', payload: { subject: `person:${id}` } }])
})

test('the finest subject answers first, then the finest place, and somebody always', async () => {
  const { city, streets, system } = world
  const [first = ''] = streets
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

test('management: units, posts, people, crews; what does not fit is refused', async () => {
  const { as, city, kernel, streets, system } = world
  const [first = '', second = ''] = streets
  const ctx = as('admin', first)
  const station = {
    code: 'new',
    kind: 'station' as const,
    name: NAME,
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
    name: NAME,
    retired: false,
  })
  const person = { id: newId(), name: NAME, phone: '10000000000', divisionKey: first, retired: false }
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
    name: NAME,
    divisionKey: first,
    base: null,
    members: [person.id],
    retired: false,
  }
  await assert.rejects(city.saveCrew(ctx, newId(), { ...crew, leader: newId() }), fails('city.leader_not_member'))
  const { id: crewId } = await city.saveCrew(ctx, newId(), { ...crew, leader: person.id })
  assert.deepEqual(await city.listCrewMembers(ctx, crewId), [{ personId: person.id, name: person.name, leads: true }])
  const kept = await kernel.pool.whole((tx) =>
    tx.query(`select from kernel.journal where payload::text like '%10000000000%'`),
  )
  assert.deepEqual(kept, [])
})

test('boundaries can be imported: a division moves, grids belong where their middle lies', async () => {
  const { as, city } = world
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

test('a unit that answers in one grid is offered there first, and nowhere else; a grid lies in its division', async () => {
  const { city, streets, as } = world
  const [first = '', second = ''] = streets
  const ctx = as('admin', '')
  const grid = (await city.listGrids({ kind: 'responsibility', within: first, limit: 1 })).items[0]
  const unit = (await city.listUnits(ctx, {})).find(({ code }) => code === 'drainage')
  assert.ok(grid && unit)
  const place = { subject: 'city-basics.urban-management', divisionKey: first, grid: grid.code, unitId: unit.id }
  await city.setResponsibility(ctx, newId(), place)
  const offered = (code: string | null) => city.lookup.unitsFor(place.subject, grid.divisionKey, code)[0]
  assert.equal(offered(grid.code)?.id, unit.id)
  assert.match(offered(grid.code)?.because?.en ?? '', new RegExp(grid.code))
  assert.notEqual(offered(null)?.id, unit.id)
  await assert.rejects(city.setResponsibility(ctx, newId(), { ...place, divisionKey: second }), fails('city.no_grid'))
  await assert.rejects(
    city.setResponsibility(ctx, newId(), { ...place, divisionKey: 'zzz', grid: null }),
    fails('city.no_division'),
  )
  await city.setResponsibility(ctx, newId(), { ...place, unitId: null })
  assert.notEqual(offered(grid.code)?.id, unit.id)
})

test('from memory: who could take a matter, those that answer for it first, each with its reason', () => {
  const { city, streets } = world
  const { lookup } = city
  const root = lookup.root()
  assert.equal(root.code, '310105')
  const [first = ''] = streets
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
