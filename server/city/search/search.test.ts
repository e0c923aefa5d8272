import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PlaceFound } from '../../../contract/city/index.ts'
import { createTestCity } from '../../../test/support/city.ts'
import { smallPlace } from '../../../test/support/small-place.ts'
import { anonymous } from '../../kernel/actor.ts'
import { newId } from '../../kernel/ids.ts'
import { atlasOf } from '../atlas/atlas.ts'
import { makeGround } from '../ground/make-ground.ts'
import { placeFinderOf } from './places.ts'

let world: Awaited<ReturnType<typeof createTestCity>>

const gauge = {
  code: 'test.gauge',
  prefix: 'WG',
  name: { zh: '水位计', en: 'Water gauge' },
  properties: {},
  attributes: {},
  isPrivate: false,
}
const alone = { ...gauge, code: 'test.door', prefix: 'DS', name: { zh: '门磁', en: 'Door sensor' }, isPrivate: true }

before(async () => {
  world = await createTestCity()
  const { city, streets, system } = world
  const [first = '', second = ''] = streets
  await city.saveThingType(system(), newId(), gauge)
  await city.saveThingType(system(), newId(), alone)
  const things = [
    { code: 'WG-700', type: gauge.code, name: { zh: '天山泵站水位', en: 'Tianshan pump level' }, divisionKey: first },
    { code: 'WG-7001', type: gauge.code, name: { zh: '北岸水位', en: 'North bank level' }, divisionKey: second },
    { code: 'DS-7', type: alone.code, name: { zh: '天山三楼', en: 'Tianshan third floor' }, divisionKey: first },
  ].map(({ divisionKey, ...thing }, seed) => {
    const spot = city.placeThings({ layer: 'block', count: 1, seed, divisionKey })[0]
    assert.ok(spot)
    return { ...thing, lon: spot.lon, lat: spot.lat, attributes: {} }
  })
  await city.registerThings(system(), newId(), { things })
})
after(() => world.stop())

const codes = (found: readonly PlaceFound[]) => found.flatMap(({ kind, code }) => (kind === 'thing' ? [code] : []))
const names = (found: readonly PlaceFound[]) => found.map(({ kind, name }) => `${kind} ${name.zh}`)
const ask = (role: string, divisionKey: string, q: string, of: 'all' | 'places' = 'all') =>
  world.city.search(world.as(role, divisionKey), { q, of, limit: 12 })
const nobody = () => ({ ...world.system(), actor: anonymous })

test('two Chinese characters find divisions, roads and things, the larger and better fitting first', async () => {
  const [first = ''] = world.streets
  const found = await ask('dispatcher', '', '天山')
  assert.equal(found[0]?.kind, 'division')
  assert.ok(found[0]?.name.zh.startsWith('天山'))
  assert.ok(
    names(found).some((name) => name.startsWith('road 天山')),
    names(found).join(),
  )
  assert.deepEqual(codes(found), ['DS-7', 'WG-700'])
  assert.deepEqual(codes(await ask('dispatcher', first, '水位')), ['WG-700'])
})

test('things stay in one’s divisions, private ones off walls, and all of them from whoever has no account', async () => {
  const [first = '', second = ''] = world.streets
  assert.deepEqual(codes(await ask('inspector', second, '水位计')), ['WG-7001'])
  assert.deepEqual(codes(await ask('inspector', second, 'WG-700')), ['WG-7001'])
  assert.deepEqual(codes(await ask('wall', first, '三楼')), [])
  assert.deepEqual(codes(await ask('wall', first, 'DS-7')), [])
  assert.deepEqual(codes(await ask('inspector', first, 'ds-7')), ['DS-7'])
  assert.deepEqual(codes(await ask('inspector', second, 'WG-')), ['WG-7001'])
  assert.deepEqual(codes(await ask('inspector', first, 'wg-70')), ['WG-700'])
  assert.deepEqual(codes(await ask('wall', first, 'DS')), [])
  assert.deepEqual(codes(await ask('dispatcher', '', '水位', 'places')), [])
  const open = await world.city.search(nobody(), { q: '天山', of: 'all', limit: 50 })
  assert.ok(open.length > 0 && codes(open).length === 0)
  assert.deepEqual(codes(await ask('resident', first, '水位')), [])
})

test('an exact code comes before those that begin with it; retired things are not found', async () => {
  const { city, system } = world
  assert.deepEqual(codes(await ask('dispatcher', '', 'WG-700')), ['WG-700', 'WG-7001'])
  await city.changeThing(system(), newId(), 'WG-7001', { version: 1, retired: true })
  assert.deepEqual(codes(await ask('dispatcher', '', 'WG-700')), ['WG-700'])
  await city.changeThing(system(), newId(), 'WG-7001', { version: 2, retired: false })
})

test('things are listed by words, kind and state, page by page', async () => {
  const { city, system } = world
  const list = (query: object) => city.listThings(system(), { limit: 1, ...query })
  const one = await list({ q: '水位' })
  assert.deepEqual([one.items[0]?.code, one.next], ['WG-700', 'WG-700'])
  const two = await list({ q: '水位', after: 'WG-700' })
  assert.deepEqual([two.items[0]?.code, two.next], ['WG-7001', null])
  assert.deepEqual((await list({ q: '天山', type: alone.code })).items[0]?.code, 'DS-7')
  assert.deepEqual((await list({ q: '…' })).items, [])
  const half = await list({ q: 'wg-70' })
  assert.deepEqual([half.items[0]?.code, half.next], ['WG-700', 'WG-700'])
  assert.deepEqual((await list({ q: 'wg-70', after: 'WG-700' })).items[0]?.code, 'WG-7001')
  await city.changeThing(system(), newId(), 'WG-700', { version: 1, retired: true })
  assert.deepEqual((await list({ q: '水位', state: 'standing' })).items[0]?.code, 'WG-7001')
  assert.deepEqual((await list({ type: gauge.code, state: 'standing' })).items[0]?.code, 'WG-7001')
  await city.changeThing(system(), newId(), 'WG-700', { version: 2, retired: false })
})

const town = atlasOf(makeGround(smallPlace()))
const find = placeFinderOf(town)

test('an address is found where its number is, in either language', () => {
  for (const words of ['大街 25 号', '大街25号', '大街25', '25 High Street', 'high street no. 25']) {
    const [hit] = find(words, 5)
    assert.equal(hit?.kind, 'address', words)
    assert.deepEqual(hit?.name, { zh: '大街 25 号', en: '25 High Street' })
  }
  for (let number = 1; number < 200; number += 1) {
    const [hit] = find(`大街 ${number} 号`, 1)
    if (hit?.kind !== 'address') continue
    assert.equal(town.addressOf(hit.lon, hit.lat)?.number, number)
  }
})

test('a number beyond the end of a road gives the road; a road alone, a water and a code give themselves', () => {
  assert.deepEqual(names(find('大街 99999 号', 3)), [])
  assert.equal(find('大街', 3)[0]?.kind, 'road')
  assert.equal(find('brook', 3)[0]?.kind, 'water')
  const grid = town.grids.find(({ kind }) => kind === 'unit')
  assert.equal(find(grid?.code ?? '', 3)[0]?.code, grid?.code)
  const street = find('A10', 3)[0]
  assert.equal(street?.divisionKey, town.divisions.find(({ code }) => code === 'A10')?.key)
  assert.ok(street?.bounds)
})

test('nothing but signs finds nothing', () => {
  assert.deepEqual(find('…', 5), [])
  assert.deepEqual(
    find('25', 5).filter(({ kind }) => kind === 'address'),
    [],
  )
})
