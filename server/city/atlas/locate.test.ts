import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { smallPlace } from '../../../test/support/small-place.ts'
import type { Boundary, Ground } from '../ground/ground.ts'
import { makeGround } from '../ground/make-ground.ts'
import { atlasOf } from './atlas.ts'

const ground = makeGround(smallPlace())
const atlas = atlasOf(ground)

/** By winding number, one polygon after the other: slow, and nothing in common with the index or the library. */
function holds(boundary: Boundary, lon: number, lat: number): boolean {
  let winding = 0
  const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates
  for (const ring of polygons.flat()) {
    for (const [i, [x2 = 0, y2 = 0]] of ring.slice(1).entries()) {
      const [x1 = 0, y1 = 0] = ring[i] ?? []
      const side = (x2 - x1) * (lat - y1) - (lon - x1) * (y2 - y1)
      if (y1 <= lat && y2 > lat && side > 0) winding += 1
      else if (y1 > lat && y2 <= lat && side < 0) winding -= 1
    }
  }
  return winding !== 0
}

// Irrational steps keep the points off the six-decimal lines, where either neighbour is right.
const point = fc.record({
  lon: fc.double({ min: 9.997, max: 10.029, noNaN: true }).map((value) => value + Math.SQRT2 * 1e-8),
  lat: fc.double({ min: 49.996, max: 50.018, noNaN: true }).map((value) => value + Math.PI * 1e-8),
})

test('a point is found in the division and grids that a slow search finds', () => {
  fc.assert(
    fc.property(point, ({ lon, lat }) => {
      const found = atlas.locate(lon, lat)
      const leaves = ground.divisions.filter(
        ({ level, boundary }) => level === 4 && boundary && holds(boundary, lon, lat),
      )
      const units = ground.grids.filter(({ kind, boundary }) => kind === 'unit' && holds(boundary, lon, lat))
      const beats = ground.grids.filter(({ kind, boundary }) => kind === 'responsibility' && holds(boundary, lon, lat))
      assert.ok(leaves.length <= 1 && units.length <= 1 && beats.length <= 1, 'areas overlap')
      assert.equal(found?.divisionKey, leaves[0]?.key)
      assert.equal(found?.unitGrid, units[0]?.code)
      assert.equal(found?.responsibilityGrid, beats[0]?.code)
      assert.equal(units[0]?.divisionKey, leaves[0]?.key)
    }),
    { numRuns: 3000 },
  )
})

test('the path goes from the outermost division down to the smallest', () => {
  const { lon, lat } = { lon: 10.0131, lat: 50.0081 }
  const found = atlas.locate(lon, lat)
  assert.deepEqual(
    found?.path.map((division) => division.level),
    [1, 2, 3, 4],
  )
  assert.equal(found?.path.at(-1)?.key, found?.divisionKey)
  assert.equal(atlas.locate(0, 0), null)
})

test('where only a coarser division has a boundary, the point is in that', () => {
  const partly: Ground = {
    ...ground,
    grids: [],
    divisions: ground.divisions.map((division) => (division.level === 4 ? { ...division, boundary: null } : division)),
  }
  const found = atlasOf(partly).locate(10.0131, 50.0081)
  assert.equal(found?.path.at(-1)?.level, 3)
  assert.deepEqual([found?.unitGrid, found?.responsibilityGrid], [null, null])
})

test('an address names the nearest road: odd numbers on one side, even on the other', () => {
  const west = atlas.addressOf(10.0117, 50.003)
  const east = atlas.addressOf(10.0129, 50.003)
  assert.deepEqual([west?.roadEn, east?.roadEn], ['High Street', 'High Street'])
  assert.notEqual((west?.number ?? 0) % 2, (east?.number ?? 0) % 2)
})
