import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallPlace } from '../../../test/support/small-place.ts'
import { makeGround } from '../ground/make-ground.ts'
import { distanceM } from '../ground/shape/plane.ts'
import { atlasOf } from './atlas.ts'
import { placeThings } from './place-things.ts'

const atlas = atlasOf(makeGround(smallPlace()))

for (const layer of ['water', 'road', 'block'] as const) {
  test(`things beside ${layer} stand in the place, apart, and where they stood before`, () => {
    const spots = placeThings(atlas, { layer, count: 20, seed: 3 })
    assert.equal(spots.length, 20)
    assert.deepEqual(placeThings(atlas, { layer, count: 20, seed: 3 }), spots)
    assert.notDeepEqual(placeThings(atlas, { layer, count: 20, seed: 4 }), spots)
    for (const [i, spot] of spots.entries()) {
      assert.equal(atlas.locate(spot.lon, spot.lat)?.divisionKey, spot.divisionKey)
      for (const other of spots.slice(i + 1)) {
        assert.ok(distanceM([spot.lon, spot.lat], [other.lon, other.lat]) > 3, `${layer} ${i}`)
      }
    }
  })
}

test('things beside a line carry its name and count along it', () => {
  const spots = placeThings(atlas, { layer: 'water', name: 'Brook', count: 4, seed: 1 })
  assert.deepEqual(
    spots.map((spot) => [spot.beside?.nameZh, spot.beside?.ordinal]),
    [1, 2, 3, 4].map((ordinal) => ['小河', ordinal]),
  )
  assert.deepEqual(placeThings(atlas, { layer: 'water', name: 'Nile', count: 4, seed: 1 }), [])
})

test('things can be kept to one division', () => {
  const spots = placeThings(atlas, { layer: 'block', divisionKey: '001001002', count: 9, seed: 1 })
  assert.equal(spots.length, 9)
  assert.ok(spots.every((spot) => spot.divisionKey.startsWith('001001002')))
})
