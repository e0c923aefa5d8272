import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPosition } from './read-position.ts'

test('longitude and latitude are read however they are parted', () => {
  assert.deepEqual(readPosition('121.42, 31.22'), { lon: 121.42, lat: 31.22 })
  assert.deepEqual(readPosition('１２１.４２，３１.２２'), { lon: 121.42, lat: 31.22 })
  assert.deepEqual(readPosition('-73.98 40.75'), { lon: -73.98, lat: 40.75 })
})

test('what is no position is none', () => {
  assert.equal(readPosition('121.42'), null)
  assert.equal(readPosition('31.22, 121.42'), null)
  assert.equal(readPosition('武夷路 312 号'), null)
})
