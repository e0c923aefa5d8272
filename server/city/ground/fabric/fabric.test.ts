import assert from 'node:assert/strict'
import { test } from 'node:test'
import { housesOn, pitchOn } from '../houses/houses.ts'
import { nearestOn } from '../shape/line.ts'
import { isInside, isSimple, type Point, type Ring, signedArea } from '../shape/plane.ts'
import { areaOf, type Edged, insetOf, ringOf, splitBy } from './edged.ts'
import { fabricOf } from './fabric.ts'
import { BLOCK_USES } from './uses.ts'

const square = (sideM: number, halfM = 0): Edged =>
  [
    [0, 0],
    [sideM, 0],
    [sideM, sideM],
    [0, sideM],
  ].map(([x = 0, y = 0]) => ({ at: [x, y] as const, halfM }))

const outline: Ring = ringOf(square(2000))
const road = {
  line: [
    [-50, 900],
    [2050, 1080],
  ] as Point[],
  widthM: 30,
  isWater: false,
}
const brook = {
  line: [
    [700, -50],
    [760, 1000],
    [690, 2050],
  ] as Point[],
  widthM: 24,
  isWater: true,
}
const cross = {
  line: [
    [1310, -60],
    [1290, 2060],
  ] as Point[],
  widthM: 20,
  isWater: false,
}

test('a line cuts land in two that add up, and again each time it comes back in', () => {
  const straight = splitBy(
    square(100),
    [
      [-10, 40],
      [110, 40],
    ],
    5,
  )
  assert.deepEqual(straight.map(areaOf), [6000, 4000])
  const bent: Point[] = [
    [20, -10],
    [20, 50],
    [60, 50],
    [60, -10],
    [80, -10],
    [80, 110],
  ]
  const pieces = splitBy(square(100), bent, 5)
  assert.equal(pieces.length, 3)
  assert.ok(Math.abs(pieces.reduce((sum, piece) => sum + areaOf(piece), 0) - 10_000) < 50)
  assert.ok(pieces.every((piece) => isSimple(ringOf(piece)) && areaOf(piece) > 0))
})

test('a line that stops within, or never comes near, cuts nothing', () => {
  assert.equal(
    splitBy(
      square(100),
      [
        [-10, 40],
        [50, 40],
      ],
      5,
    ).length,
    1,
  )
  assert.equal(
    splitBy(
      square(100),
      [
        [-10, 140],
        [50, 140],
      ],
      5,
    ).length,
    1,
  )
})

test('every side gives to its street what it says, and too little left is nothing', () => {
  const [first, ...rest] = square(100, 5)
  assert.ok(first)
  const inner = insetOf([{ ...first, halfM: 20 }, ...rest])
  assert.ok(inner)
  assert.ok(Math.abs(signedArea(inner) - 90 * 75) < 1e-6)
  assert.equal(insetOf(square(100, 48)), null)
})

test('blocks, parks and houses keep clear of roads and water, of each other, and of the border', () => {
  const { blocks, parks } = fabricOf(5, outline, [brook, road, cross])
  assert.ok(blocks.length > 60 && parks.length > 0, `${blocks.length} blocks, ${parks.length} parks`)
  const built = blocks.reduce((sum, { ring }) => sum + signedArea(ring), 0)
  assert.ok(built > 0.5 * 4_000_000 && built < 0.85 * 4_000_000, `${built} m²`)
  for (const { ring } of [...blocks, ...parks]) {
    assert.ok(isSimple(ring) && signedArea(ring) > 0)
    for (const corner of ring) {
      // A corner on the border itself counts as inside.
      assert.ok(isInside(outline, corner) || nearestOn([...outline, ...outline.slice(0, 1)], corner).distanceM < 0.01)
      for (const { line, widthM } of [brook, road, cross])
        assert.ok(nearestOn(line, corner).distanceM > widthM / 2, `${corner} ${widthM}`)
    }
  }
})

test('the same block has the same houses, all of them on it, for every use', () => {
  const ring = ringOf(square(140))
  for (const use of BLOCK_USES) {
    const block = { id: 3, ring, use, floors: 9 }
    const houses = housesOn(block)
    assert.deepEqual(housesOn(block), houses)
    assert.ok(houses.length > 0, use)
    for (const house of houses) {
      assert.ok(signedArea(house.ring) > 0 && house.heightM > house.baseM, use)
      for (const [x, y] of house.ring) assert.ok(x >= 0 && x <= 140 && y >= 0 && y <= 140, use)
    }
  }
  const pitch = pitchOn({ id: 3, ring, use: 'school', floors: 3 })
  assert.ok(pitch?.every((corner) => isInside(ring, corner)))
})

test('a block too small or too crooked for its kind has one plain house or none', () => {
  const sliver: Ring = [
    [0, 0],
    [60, 4],
    [60, 10],
  ]
  for (const use of BLOCK_USES) assert.ok(housesOn({ id: 1, ring: sliver, use, floors: 4 }).length <= 2, use)
})
