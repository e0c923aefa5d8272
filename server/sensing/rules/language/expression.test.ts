import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFault, readExpression } from './expression.ts'
import { createScope, type Name } from './scope.ts'
import { findUnitClash } from './units.ts'

const title = { zh: '量', en: 'quantity' }
const names = new Map<string, Name>([
  ['level', { title, type: 'double', unit: 'm', place: { column: 0 } }],
  ['on', { title, type: 'bool', unit: undefined, place: { column: 1 } }],
  ['mode', { title, type: 'string', unit: undefined, place: { column: 2 } }],
  ['inputs.red_cm', { title, type: 'double', unit: 'cm', place: { constant: 300 } }],
])
const scope = createScope(names)

function faultOf(source: string) {
  const result = readExpression(source, scope)
  assert.ok(isFault(result), `${source} was accepted`)
  return result
}

test('integers are written out as doubles, and nothing else changes', () => {
  const result = readExpression('level + 1 >= 2.5 && on', scope)
  assert.ok(!isFault(result))
  assert.equal(result.strict, 'level + 1.0 >= 2.5 && on')
})

test('what is outside the language is refused where it stands', () => {
  assert.deepEqual(
    [faultOf('on && mode.matches("a+")').code, faultOf('on && mode.matches("a+")').offset],
    ['not-in-language', 6],
  )
  assert.equal(faultOf('[1, 2].exists(x, x > 1)').code, 'not-in-language')
  assert.equal(faultOf('has(inputs.red_cm)').code, 'not-in-language')
  assert.equal(faultOf('level in [level, 2]').code, 'not-in-language')
  assert.equal(faultOf('level > 0x10').message, 'write 0x10 as a decimal number')
  assert.equal(faultOf('level > 1u').code, 'not-in-language')
  assert.equal(faultOf('mode < "b"').code, 'not-in-language')
  assert.equal(faultOf('mode + "b" == "ab"').code, 'not-in-language')
})

test('types are checked, and the place is counted in the text as written', () => {
  assert.equal(faultOf('level > "high"').code, 'type')
  assert.deepEqual([faultOf('1 < 2 && depth > 1').code, faultOf('1 < 2 && depth > 1').offset], ['type', 9])
  assert.equal(faultOf('level + 1').code, 'not-boolean')
  assert.equal(faultOf('level >').code, 'syntax')
})

test('size and depth are bounded', () => {
  assert.equal(faultOf(Array.from({ length: 60 }, () => 'on').join(' && ')).code, 'syntax')
  assert.equal(faultOf(`${'('.repeat(20)}on${')'.repeat(20)}`).code, 'syntax')
})

test('different units are neither compared nor added', () => {
  const clash = (source: string) => {
    const result = readExpression(source, scope)
    assert.ok(!isFault(result))
    return findUnitClash(result.ast, scope)?.message
  }
  assert.equal(clash('level >= inputs.red_cm'), 'compares or adds m and cm')
  assert.equal(clash('level - inputs.red_cm > 0'), 'compares or adds m and cm')
  assert.equal(clash('level >= inputs.red_cm / 100'), undefined)
  assert.equal(clash('level >= 3'), undefined)
})
