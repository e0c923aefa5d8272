import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asWords, ofAttributes, ofProperties } from './type-words.ts'

const title = { zh: '水位', en: 'Level' }

test('properties come back as they were', () => {
  const properties = {
    level: { title, type: 'number' as const, unit: 'm', range: { min: -2, max: 0 } },
    wet: { title, type: 'boolean' as const },
  }
  assert.deepEqual(ofProperties(asWords(properties)), properties)
})

test('fixed facts come back with their defaults, false and nought included', () => {
  const attributes = {
    base: { title, type: 'number' as const, unit: 'm', default: 0 },
    fenced: { title, type: 'boolean' as const, default: false },
    maker: { title, type: 'string' as const },
  }
  assert.deepEqual(ofAttributes(asWords(attributes)), attributes)
})

test('a unit, a range or a default of another kind of value is not sent', () => {
  const [row] = asWords({ level: { title, type: 'number', unit: 'm', range: { min: 0, max: 9 }, default: 3 } })
  assert.ok(row)
  assert.deepEqual(ofProperties([{ ...row, type: 'string' }]), { level: { title, type: 'string' } })
  assert.deepEqual(ofAttributes([{ ...row, type: 'boolean' }]), { level: { title, type: 'boolean' } })
  assert.deepEqual(ofProperties([{ ...row, max: null }]), { level: { title, type: 'number', unit: 'm' } })
})
