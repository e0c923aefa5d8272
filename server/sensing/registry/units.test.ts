import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findConversion } from './units.ts'

const turn = (value: number, from: string, to: string) => {
  const conversion = findConversion(from, to)
  return conversion && Math.round((value * conversion.factor + conversion.offset) * 1e9) / 1e9
}

test('units that measure the same are converted', () => {
  assert.equal(turn(325, 'cm', 'm'), 3.25)
  assert.equal(turn(850, 'ug/m3', 'mg/m3'), 0.85)
  assert.equal(turn(36, 'km/h', 'm/s'), 10)
  assert.equal(turn(7.2, 'm3/h', 'L/s'), 2)
  assert.equal(turn(1.2, 'bar', 'kPa'), 120)
  assert.equal(turn(293.15, 'K', 'Cel'), 20)
  assert.equal(turn(212, '[degF]', 'Cel'), 100)
  assert.equal(turn(45, '%', '1'), 0.45)
  assert.equal(turn(1, 'kWh', 'MJ'), 3.6)
  assert.equal(turn(2, 'cm2', 'm2'), 0.0002)
})

test('units that do not are refused', () => {
  assert.equal(findConversion('s', 'm'), undefined)
  assert.equal(findConversion('m2', 'm'), undefined)
  assert.equal(findConversion('furlong', 'm'), undefined)
  assert.equal(findConversion('', 'm'), undefined)
  assert.equal(findConversion('m;', 'm'), undefined)
})
