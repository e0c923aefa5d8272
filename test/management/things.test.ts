import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { systemClock } from '../../server/kernel/clock.ts'
import { startHouse, type TestHouse } from '../support/house.ts'
import { until } from '../support/until.ts'

// Kinds of thing and things made by hand, through the door, on the program as it is composed: no restart, no pack.

let house: TestHouse
before(async () => {
  house = await startHouse()
})
after(() => house.stop())

const V1 = '/api/v1/city'
const at = { lon: 121.3901, lat: 31.2131 }
const bench = {
  code: 'place.bench',
  prefix: 'BN',
  name: { zh: '智能座椅', en: 'Smart bench' },
  properties: {
    load: { title: { zh: '承重', en: 'Load' }, type: 'number', unit: 'kg', range: { min: 0, max: 500 } },
    taken: { title: { zh: '有人坐', en: 'Taken' }, type: 'boolean' },
  },
  attributes: { seats: { title: { zh: '座位', en: 'Seats' }, type: 'number', unit: '1', default: 3 } },
  isPrivate: false,
}
const thing = (code: string, type = bench.code) => ({
  code,
  type,
  name: { zh: `座椅 ${code}`, en: `Bench ${code}` },
  ...at,
  attributes: {},
})
const saveType = (wish: object) => house.call('admin', 'PUT', `${V1}/thing-types`, wish)
const register = (things: object[], onlyNew = false) => house.call('admin', 'POST', `${V1}/things`, { things, onlyNew })
const read = (code: string, property: string, value: unknown, unit?: string) =>
  house.call('admin', 'POST', '/api/v1/readings', [
    { thing: code, property, value, unit, at: systemClock.now().getTime() },
  ])

/** Tells a reading again until the thing is known to sensing, which hears of it over the journal. */
async function taken(code: string, property: string, value: unknown, unit?: string) {
  return until(async () => {
    const { status, body } = await read(code, property, value, unit)
    assert.ok(status < 500, JSON.stringify(body))
    return body.recorded === 1 ? body : undefined
  })
}

test('a reading of a kind made by hand is kept at once, in its unit and range, and its series has no rule', async () => {
  assert.equal((await saveType(bench)).status, 200)
  assert.equal((await register([thing('BN-1')], true)).status, 200)
  await taken('BN-1', 'load', 70_000, 'g')
  await taken('BN-1', 'taken', true)
  const { body } = await house.call('dispatcher', 'GET', '/api/v1/things/BN-1/readings')
  const series = body.series as { property: string; unit: string | null; readings: { value: unknown }[] }[]
  assert.deepEqual(
    series.map(({ property, unit, readings }) => [property, unit, readings.at(-1)?.value]),
    [
      ['load', 'kg', 70],
      ['taken', null, true],
    ],
  )
  const beyond = await read('BN-1', 'load', 501, 'kg')
  assert.equal((beyond.body.refused as { code: string }[])[0]?.code, 'sensing.impossible_value')
  const [{ count } = { count: -1 }] = await house.query<{ count: number }>(
    'select count(*)::int as count from sensing.alarm',
  )
  assert.equal(count, 0)
})

test('a property added later is known to the things that stand already', async () => {
  const tilt = { title: { zh: '倾角', en: 'Tilt' }, type: 'number', unit: 'deg' }
  const saved = await saveType({ ...bench, properties: { ...bench.properties, tilt } })
  assert.equal(saved.body.version, 2)
  await taken('BN-1', 'tilt', 4, 'deg')
})

test('a type that a pack brought is the pack’s: it names the pack and is refused', async () => {
  const { body } = await house.call('admin', 'GET', `${V1}/thing-types`)
  const gauge = body.items?.find(({ code }) => code === 'flood.gauge') as Record<string, unknown>
  assert.equal(gauge.pack, 'flood')
  assert.equal(body.items?.find(({ code }) => code === bench.code)?.pack, null)
  const { version: _version, pack: _pack, ...words } = gauge
  const refused = await saveType({ ...words, isPrivate: true })
  assert.deepEqual([refused.status, refused.body.code], [403, 'city.pack_type'])
})

test('what cannot be read as a type is refused with the place of the fault', async () => {
  const wrong = [
    { ...bench, code: 'bench' },
    { ...bench, code: 'place.b.c' },
    { ...bench, properties: { 'Load!': bench.properties.load } },
    { ...bench, properties: { load: { ...bench.properties.load, unit: 'stone' } } },
    { ...bench, properties: { load: { ...bench.properties.load, unit: undefined } } },
    { ...bench, properties: { load: { ...bench.properties.load, range: { min: 5, max: 5 } } } },
    { ...bench, properties: { taken: { ...bench.properties.taken, unit: 'kg' } } },
    { ...bench, attributes: { seats: { ...bench.attributes.seats, default: 'three' } } },
  ]
  for (const wish of wrong) assert.equal((await saveType(wish)).status, 400, JSON.stringify(wish))
})

test('a new thing takes no code that is taken; one changes its kind and keeps what both know', async () => {
  assert.equal((await register([thing('BN-1')], true)).body.code, 'city.thing_exists')
  assert.equal((await register([thing('BN-2')], true)).status, 200)
  const kiosk = { ...bench, code: 'place.kiosk', prefix: 'KS', name: { zh: '自助亭', en: 'Kiosk' }, properties: {} }
  assert.equal((await saveType(kiosk)).status, 200)
  const change = (wish: object) => house.call('admin', 'PATCH', `${V1}/things/by-code/BN-2`, wish)
  assert.equal((await change({ version: 1, attributes: { seats: 5 } })).body.version, 2)
  assert.equal((await change({ version: 2, type: kiosk.code })).body.version, 3)
  const now = (await house.call('dispatcher', 'GET', `${V1}/things/by-code/BN-2`)).body
  assert.deepEqual([now.type, now.attributes], [kiosk.code, { seats: 5 }])
  assert.equal((await change({ version: 3, type: 'place.none' })).body.code, 'city.no_type')
  assert.equal((await change({ version: 2, retired: true })).body.code, 'kernel.stale')
  assert.equal((await house.call('dispatcher', 'PATCH', `${V1}/things/by-code/BN-2`, { version: 3 })).status, 403)
})

test('a kind made private hides its things from walls, from then on', async () => {
  const seen = async () => (await house.call('wall', 'GET', `${V1}/search?q=BN-1`)).body.items?.map(({ code }) => code)
  assert.deepEqual(await seen(), ['BN-1'])
  const { body } = await house.call('admin', 'GET', `${V1}/thing-types`)
  const { version: _version, pack: _pack, ...now } = body.items?.find(({ code }) => code === bench.code) ?? {}
  assert.equal((await saveType({ ...now, isPrivate: true, name: { zh: '休憩椅', en: 'Rest' } })).status, 200)
  assert.deepEqual(await seen(), [])
  const found = await house.call('dispatcher', 'GET', `${V1}/search?q=${encodeURIComponent('休憩')}`)
  assert.ok(found.body.items?.some(({ code }) => code === 'BN-1'))
})

test('the credentials of a thing are those that name it', async () => {
  const issue = (id: string, things: string[]) =>
    house.call('admin', 'POST', '/api/v1/devices', { id, name: id, divisionKey: '', things })
  // Sensing hears of new things by the journal.
  await until(async () => (await issue('bench-1', ['BN-1'])).status === 200, 'a thing sensing knows of')
  await until(async () => (await issue('bench-2', ['BN-2'])).status === 200, 'the other thing')
  const { body } = await house.call('admin', 'GET', '/api/v1/devices?thing=BN-1')
  assert.deepEqual(
    body.items?.map(({ id }) => id),
    ['bench-1'],
  )
  assert.deepEqual((await house.call('admin', 'GET', '/api/v1/devices?thing=NONE')).body.items, [])
})
