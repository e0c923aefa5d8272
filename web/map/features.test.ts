import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boundsOf, type Division, type Divisions, labelPoints, pathOf, projection, stacked } from './features.ts'
import { groundOf } from './ground.ts'
import { mapStyle } from './style/style.ts'

const square = (divisionKey: string, west: number, south: number, side: number): Division => ({
  type: 'Feature',
  properties: { divisionKey, nameZh: '甲', nameEn: 'A', centre: [west + side / 2, south + side / 2] },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
      ],
    ],
  },
})
const sheet = (...features: Division[]): Divisions => ({ type: 'FeatureCollection', features })

test('the box around divisions', () => {
  assert.deepEqual(boundsOf([square('001', 121, 31, 1), square('002', 122, 32, 2)]), [121, 31, 124, 34])
  assert.equal(boundsOf([]), null)
})

test('the coarsest sheet that has anything is the whole place, whatever it is called', () => {
  const sheets = [sheet(), sheet(square('001', 0, 0, 2)), sheet(square('001001', 0, 0, 1), square('001002', 1, 1, 1))]
  const said = stacked(sheets, '001002').features.map(({ properties }) => properties)
  assert.deepEqual(said, [
    { divisionKey: '001', depth: 0, chosen: false },
    { divisionKey: '001001', depth: 1, chosen: false },
    { divisionKey: '001002', depth: 1, chosen: true },
  ])
  assert.deepEqual(
    labelPoints(sheets).features.map(({ properties }) => properties?.depth),
    [0, 1, 1],
  )
})

test('a drawing keeps north up and stays in its box', () => {
  const project = projection([0, -1, 2, 1], 200, 100)
  assert.deepEqual(
    project([0, 1]).map((value) => Math.round(value)),
    [50, 0],
  )
  const path = 'M50.0,100.0L150.0,100.0L150.0,0.0L50.0,0.0L50.0,100.0Z'
  assert.equal(pathOf(square('001', 0, -1, 2), project), path)
})

test('a place without boundaries has no ground, one without roads, parks and houses has its divisions all the same', () => {
  assert.equal(groundOf({ bounds: null, layers: [], tiles: null }, [], undefined), null)
  const ground = groundOf({ bounds: [0, 0, 2, 2], layers: [], tiles: null }, [sheet(square('001', 0, 0, 2))], undefined)
  assert.ok(ground)
  assert.equal(ground.find('001')?.properties.nameEn, 'A')
  for (const theme of ['light', 'dark'] as const) {
    const { layers, sources } = mapStyle(theme, 'en', ground)
    const ids = layers.map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length, 'layers have names of their own')
    for (const layer of layers) if ('source' in layer) assert.ok(String(layer.source) in sources, layer.id)
  }
})
