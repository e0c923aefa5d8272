import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { ImportGround } from '../../../../contract/city/index.ts'
import { createTestCity } from '../../../../test/support/city.ts'
import { newId } from '../../../kernel/ids.ts'

let world: Awaited<ReturnType<typeof createTestCity>>
before(async () => {
  world = await createTestCity()
})
after(() => world.stop())

type What = ImportGround['what']

const square = (lon: number, lat: number, size = 0.002) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + size, lat],
      [lon + size, lat + size],
      [lon, lat + size],
      [lon, lat],
    ],
  ],
})
const feature = (properties: object, geometry: unknown) => ({ type: 'Feature', properties, geometry })
const file = (what: What, features: unknown[], system: ImportGround['system'] = 'WGS84'): ImportGround => ({
  what,
  system,
  collection: { type: 'FeatureCollection', features },
})
const apply = (input: ImportGround) => world.city.importGround(world.system(), newId(), input)
const entries = () =>
  world.kernel.pool.whole((tx) =>
    tx.query<{ kind: string }>(
      `select kind from kernel.journal where kind in ('divisions.imported', 'grids.imported')`,
    ),
  )

// Far from the demonstration district, so that what is there does not matter.
const island = (lon: number, name = '岛') =>
  file('division', [
    feature({ code: 'I1', level: 3, name, parent: 'I' }, square(lon, 20)),
    feature(
      { code: 'I', level: 2, nameZh: '群岛', nameEn: 'Isles', parent: '310000' },
      square(lon - 0.01, 19.99, 0.03),
    ),
  ])
const isIn = (lon: number) => world.city.locate(lon + 0.001, 20.001)?.path.at(-1)?.code

test('boundaries A, then B, then A again are A again, without a restart; the same again writes nothing', async () => {
  const [a, b] = [island(100), island(101, '洲')]
  assert.deepEqual(await apply(a), { applied: true, added: 2, changed: 0, same: 0, faults: [] })
  const key = world.city.locate(100.001, 20.001)?.divisionKey
  assert.equal((await apply(b)).changed, 2)
  assert.deepEqual([isIn(100), isIn(101)], [undefined, 'I1'])
  assert.equal((await apply(a)).changed, 2)
  assert.deepEqual([isIn(100), isIn(101)], ['I1', undefined])
  assert.equal(world.city.locate(100.001, 20.001)?.divisionKey, key, 'a key never changes')
  assert.equal(world.city.findDivision(key ?? '')?.name.zh, '岛')
  const before = (await entries()).length
  assert.deepEqual(await apply(a), { applied: true, added: 0, changed: 0, same: 2, faults: [] })
  assert.equal((await entries()).length, before)
})

test('grids find their division and responsibility grid by their middle, and are listed, A B A too', async () => {
  await apply(island(100))
  const beat = (lon: number) => file('responsibility', [feature({ code: 'B-1', name: '一格' }, square(lon, 20))])
  const cell = (size: number) => file('unit', [feature({ code: 'U-1' }, square(100.0005, 20.0005, size))])
  assert.equal((await apply(beat(100))).added, 1)
  assert.equal((await apply(cell(0.0005))).added, 1)
  const at = () => world.city.locate(100.0006, 20.0006)
  assert.deepEqual([at()?.unitGrid, at()?.responsibilityGrid], ['U-1', 'B-1'])
  const { areaM2 = 0 } = world.city.listGrids({ kind: 'unit', q: 'U-1', limit: 5 }).items[0] ?? {}
  assert.equal((await apply(cell(0.00005))).changed, 1)
  assert.equal(at()?.unitGrid, null)
  assert.equal((await apply(cell(0.0005))).changed, 1)
  assert.equal(world.city.listGrids({ kind: 'unit', q: 'u-1', limit: 5 }).items[0]?.areaM2, areaM2)
  const { items, next } = world.city.listGrids({ kind: 'responsibility', within: at()?.divisionKey, limit: 1 })
  assert.deepEqual([items.map(({ code }) => code), next], [['B-1'], null])
})

test('every fault is told, by feature and in both languages, and nothing is written', async () => {
  const before = world.city.listDivisions().length
  const divisions = file('division', [
    feature({ code: 'X1', level: 3, name: '好', parent: 'I' }, square(100.005, 20)),
    feature({ level: 3, name: 'a' }, square(1, 1)),
    feature({ code: 'X1', level: 3, name: 'b' }, square(1, 1)),
    feature({ code: 'X2', level: 3 }, square(1, 1)),
    feature({ code: 'X3', level: 'three', name: 'c' }, square(1, 1)),
    feature({ code: 'X4', level: 3, name: 'd' }, { type: 'Point', coordinates: [1, 1] }),
    feature(
      { code: 'X5', level: 3, name: 'e' },
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [2, 2],
            [3, 3],
            [1, 9],
          ],
        ],
      },
    ),
    feature({ code: 'X6', level: 3, name: 'f' }, square(340_000, 3_400_000)),
    feature({ code: 'X7', level: 3, name: 'g', parent: 'nowhere' }, square(1, 1)),
    feature({ code: 'X8', level: 2, name: 'h', parent: 'I' }, square(1, 1)),
    feature({ code: 'I1', level: 3, name: 'i', parent: '310105' }, square(1, 1)),
    'not a feature',
  ])
  const { applied, faults } = await apply(divisions)
  assert.equal(applied, false)
  assert.deepEqual(
    faults.map((fault) => fault.feature),
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  )
  assert.match(faults[5]?.text.zh ?? '', /首尾/)
  assert.match(faults[7]?.text.en ?? '', /nowhere/)
  assert.equal(world.city.listDivisions().length, before)

  const grids = await apply(
    file('unit', [
      feature({ code: 'U-9' }, square(0, 0)),
      feature({ code: 'B-1' }, square(100, 20)),
      feature({ code: 'U-8', partOf: 'B-0' }, square(100, 20)),
      feature({ code: 'U-7', division: '000' }, square(100, 20)),
      feature({ code: 'U-6' }, null),
    ]),
  )
  assert.deepEqual(
    grids.faults.map(({ feature: at, code }) => [at, code]),
    [
      [1, 'U-9'],
      [2, 'B-1'],
      [3, 'U-8'],
      [4, 'U-7'],
      [5, 'U-6'],
    ],
  )
})

test('looking first writes nothing and shows the boundaries in WGS-84, without heights', async () => {
  const chinese = file(
    'division',
    [feature({ code: 'G1', level: 3, name: '图', parent: 'I' }, square(121.4, 31.2))],
    'GCJ02',
  )
  const checked = world.city.checkGround(chinese)
  assert.deepEqual([checked.applied, checked.added, checked.drawn.features[0]?.properties.becomes], [false, 1, 'added'])
  const geometry = checked.drawn.features[0]?.geometry as { coordinates: [number, number][][] }
  const [lon = 0, lat = 0] = geometry.coordinates[0]?.[0] ?? []
  assert.ok(Math.abs(lon - 121.3954) < 0.001 && Math.abs(lat - 31.202) < 0.001, `${lon} ${lat}`)
  assert.ok(!world.city.listDivisions().some(({ code }) => code === 'G1'))
  const high = square(100.005, 20)
  const raised = { ...high, coordinates: high.coordinates.map((ring) => ring.map((at) => [...at, 4.5])) }
  assert.deepEqual(
    world.city.checkGround(file('division', [feature({ code: 'H', level: 3, name: 'h', parent: 'I' }, raised)])).faults,
    [],
  )
})

test('only who manages the city imports, and only in their divisions', async () => {
  const [street = ''] = world.streets
  await assert.rejects(world.city.importGround(world.as('dispatcher', ''), newId(), island(103)))
  await assert.rejects(world.city.importGround(world.as('admin', street), newId(), island(103)))
  assert.equal(isIn(103), undefined)
})
