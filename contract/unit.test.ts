import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUnit } from './unit.ts'

test('UCUM codes that sensors use are units', () => {
  for (const unit of [
    'm',
    'cm',
    'm/h',
    'mg/m3',
    'ug/m3',
    'Cel',
    '%',
    '1',
    'kW.h',
    'm3/s',
    'hPa',
    'dB',
    'd',
    'min',
    'L/min',
    's-1',
    '[pH]',
  ]) {
    assert.ok(isUnit(unit), unit)
  }
})

test('words, wrong case and arithmetic are not', () => {
  for (const unit of ['', 'metre', 'CM', '°C', 'm//h', 'day', 'mg/m³', 'm2 ', '3']) assert.ok(!isUnit(unit), unit)
})
