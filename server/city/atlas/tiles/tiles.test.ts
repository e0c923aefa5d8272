import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { smallPlace } from '../../../../test/support/small-place.ts'
import { noLayers } from '../../ground/ground.ts'
import { makeGround } from '../../ground/make-ground.ts'
import { encodeTile } from './encode.ts'
import { tilesOf } from './tiles.ts'

const { layers } = makeGround(smallPlace())
/** The tile of a zoom in which the middle of the small place lies. */
const at = (z: number): [number, number, number] => {
  const [lon, lat] = [10.013, 50.0075]
  const down = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2
  return [z, Math.floor(((lon + 180) / 360) * 2 ** z), Math.floor(down * 2 ** z)]
}
const says = (tile: Buffer, word: string): boolean => tile.includes(word)

test('a tile is written as the specification has it, byte by byte', () => {
  const square = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ] as const
  const tile = encodeTile([
    { name: 'a', features: [{ kind: 'polygon', points: square, properties: { h: 300 } }] },
    { name: 'empty', features: [] },
  ])
  const written = [
    ['1a25', 'a layer of 37 bytes'],
    ['7802', 'version 2'],
    ['0a0161', 'its name'],
    ['1213', 'a feature of 19 bytes'],
    ['12020000', 'key 0 has value 0'],
    ['1803', 'it is a polygon'],
    ['220b', 'geometry of 11 bytes'],
    ['090000', 'to 0, 0'],
    ['1a140000141300', 'lines by 10, 0 and 0, 10 and -10, 0'],
    ['0f', 'closed'],
    ['1a0168', 'the key h'],
    ['220328ac02', 'the value 300'],
    ['288020', '4096 units a side'],
  ]
  assert.equal(tile.toString('hex'), written.map(([bytes]) => bytes).join(''))
})

test('houses, blocks and trees of a made-up place; from afar only what is large', () => {
  const tiles = tilesOf(layers)
  const near = tiles.tile(...at(14))
  const far = tiles.tile(...at(12))
  assert.ok(near && far)
  assert.deepEqual(gunzipSync(near.gzip), near.plain)
  for (const word of ['block', 'building', 'heightM']) assert.ok(says(near.plain, word) && says(far.plain, word), word)
  assert.ok(says(near.plain, 'tree') && !says(far.plain, 'tree'))
  assert.equal(
    tilesOf(layers)
      .tile(...at(14))
      ?.plain.equals(near.plain),
    true,
  )
  assert.equal(tilesOf(layers).version, tiles.version)
})

test('no tile where nothing is, nor for a zoom that has none', () => {
  const tiles = tilesOf(layers)
  assert.equal(tiles.tile(14, 3, 3), undefined)
  assert.equal(tiles.tile(...at(11)), undefined)
  assert.equal(tiles.tile(...at(15)), undefined)
})

test('a place without blocks has no tiles; one whose blocks say no use has blocks and no made-up houses', () => {
  assert.equal(tilesOf(noLayers).version, null)
  assert.equal(tilesOf(noLayers).tile(...at(14)), undefined)
  const bare = layers.block.features.map((one) => ({ ...one, properties: { id: 1, divisionKey: '001' } }))
  const tile = tilesOf({ ...noLayers, block: { type: 'FeatureCollection', features: bare } }).tile(...at(14))
  assert.ok(tile && says(tile.plain, 'block') && !says(tile.plain, 'building'))
})
