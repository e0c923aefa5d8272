import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openMqttDoor } from '../server/doors/mqtt/index.ts'
import { importCommand, replayCommand } from '../server/imports/index.ts'
import { systemCtx } from '../server/kernel/actor.ts'
import { readConfig } from '../server/kernel/config/config.ts'
import { buildHouse, buildHttp, type House } from '../server/main.ts'
import { createTestDatabase, type TestDatabase } from './support/database.ts'

// A made-up town, in no demonstration, with the defects that files of other systems have.

const REPORTS = `No,When,Kind,Text,X,Y,By
1,05/01/2022 12:00:03 AM,Lamp,dark,0.010,0.010,PHONE
2,05/01/2022 12:10:00 AM,Noise,"drums, loud",0.030,0.010,WEB
3,05/01/2022 12:12:00 AM,Noise,no place,,,WEB
4,31/31/2022 12:12:00 AM,Noise,no day,0.030,0.010,WEB
5,05/01/2022 01:00:00 AM,Ghost,boo,0.030,0.010,WEB
2,05/01/2022 12:10:00 AM,Noise,"drums, loud",0.030,0.010,WEB
6,05/01/2022 02:00:00 AM,Lamp,far away,5,5,WEB
`
const MAPPING = `source: made-up
key: "No"
zone: America/New_York
time: { column: When, format: 'MM/dd/yyyy hh:mm:ss a' }
category: { column: Kind, map: { Lamp: city-basics.street-lamp, Noise: city-basics.noise } }
words: '{Kind}: {Text}'
position: { lon: X, lat: Y }
channel: { column: By, map: { PHONE: hotline } }
`
const square = (west: number, east: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, 0],
      [east, 0],
      [east, 0.02],
      [west, 0.02],
      [west, 0],
    ],
  ],
})
const division = (code: string, level: number, parent: string | undefined, west: number, east: number) => ({
  type: 'Feature',
  geometry: square(west, east),
  properties: { code, level, nameZh: `镇${code}`, nameEn: `Town ${code}`, parent },
})
const PLACES = {
  type: 'FeatureCollection',
  features: [division('T1', 2, 'T', 0, 0.02), division('T', 1, undefined, 0, 0.04), division('T2', 2, 'T', 0.02, 0.04)],
}

let database: TestDatabase
let folder: string
let house: House
let stop: () => Promise<void>
const said: string[] = []
let site: Parameters<typeof importCommand>[1]
const file = (name: string) => join(folder, name)

before(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'yiwang-imports-'))
  const env = { YIWANG_DATA: folder, YIWANG_LOG: 'silent', YIWANG_TIME_ZONE: 'America/New_York' }
  const config = { ...readConfig(env), demo: false }
  house = await buildHouse(config, database)
  const { kernel, sensing, scenarios } = house
  await sensing.start(scenarios.rulePacks())
  await kernel.start()
  const app = await buildHttp(house, config)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const door = await openMqttDoor(kernel, sensing, { port: 0, host: '127.0.0.1' })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  site = { rooms: house, origin, mqttUrl: `mqtt://127.0.0.1:${door.port}`, say: (line) => said.push(line) }
  await writeFile(file('reports.csv'), REPORTS)
  await writeFile(file('mapping.yaml'), MAPPING)
  await writeFile(file('places.geojson'), JSON.stringify(PLACES))
  // Line ends as some systems write them, a moment given twice, a line that is no number.
  await writeFile(file('pump.csv'), ['timestamp,value', '2014-01-01 00:00:00,1.5', '2014-01-01 00:05:00,2'].join('\r'))
  await writeFile(
    file('pond.csv'),
    'timestamp,value\n2014-01-01 00:00:00,7\n2014-01-01 00:00:00,8\n2014-01-01 00:10:00,?\n',
  )
  stop = async () => {
    await door.stop()
    await app.close()
    await sensing.stop()
    await kernel.stop()
  }
})
after(async () => {
  await stop()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

const run = (...args: string[]) => importCommand(args, site)
const importAll = (...more: string[]) => run('reports', file('reports.csv'), '--mapping', file('mapping.yaml'), ...more)
const counted = () =>
  /import(?:ed)? (\d+).*before (\d+).*refused (\d+)/
    .exec(said.at(-1) ?? '')
    ?.slice(1)
    .map(Number)
const cases = async () =>
  (await house.cases.list(systemCtx('test', house.kernel.clock), { queue: 'all', order: 'newest', limit: 50 })).items

test('a place made for them, then reports: a dry run changes nothing, the second time changes nothing', async () => {
  await assert.rejects(importAll(), /no divisions yet/)
  assert.equal(await run('places', file('places.geojson')), 0)
  assert.equal(await run('places', file('places.geojson')), 0, 'again')
  assert.equal(house.city.listDivisions().length, 3)
  assert.match(said.at(-1) ?? '', /added 0.*changed 0.*same 3/)

  assert.equal(await importAll('--dry-run'), 1)
  assert.deepEqual(counted(), [2, 0, 5])
  assert.equal((await cases()).length, 0)
  await importAll()
  assert.deepEqual(counted(), [2, 0, 5])
  const [first, second] = await cases()
  assert.deepEqual([first?.state.id, second?.state.id], ['reported', 'reported'])
  assert.deepEqual([first?.channel, second?.channel].sort(), ['hotline', 'resident'])
  await importAll()
  assert.deepEqual(counted(), [0, 2, 5])
  assert.equal((await cases()).length, 2)
})

test('a mapping that speaks of what is not there stops before the first row', async () => {
  const wrong = async (text: string) => {
    await writeFile(file('wrong.yaml'), text)
    return run('reports', file('reports.csv'), '--mapping', file('wrong.yaml'))
  }
  await assert.rejects(wrong(MAPPING.replace('lon: X', 'lon: Longitude')), /no column Longitude/)
  await assert.rejects(wrong(MAPPING.replace('city-basics.noise', 'town.nothing')), /town\.nothing/)
  await assert.rejects(wrong('source: x\n'), /mapping/)
})

test('recorded series become devices that play them, once', async () => {
  const replay = () => replayCommand(['readings', folder], site)
  assert.equal(await replay(), 0)
  assert.match(said.at(-1) ?? '', /sent 3.*repeated 1.*unread 1/)
  const ctx = systemCtx('test', house.kernel.clock)
  const read = () =>
    house.sensing.views.readings(ctx, 'pump', { from: '2013-12-31T00:00:00Z', to: '2014-01-02T00:00:00Z', limit: 10 })
  assert.deepEqual(
    (await read()).series[0]?.readings.map(({ at, value }) => [at, value]),
    [
      ['2014-01-01T00:00:00.000Z', 1.5],
      ['2014-01-01T00:05:00.000Z', 2],
    ],
  )
  assert.equal(await replay(), 0)
  assert.equal((await read()).series[0]?.readings.length, 2)
})
