import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compileNode } from './closure.ts'
import { isFault, readExpression } from './expression.ts'
import { createScope, type Name, type ScopeType } from './scope.ts'

const title = { zh: '量', en: 'quantity' }
const name = (type: ScopeType, place: Name['place']): Name => ({ title, type, place, unit: undefined })
const names = new Map<string, Name>([
  ['a', name('double', { column: 0 })],
  ['b', name('double', { column: 1 })],
  ['on', name('bool', { column: 2 })],
  ['mode', name('string', { column: 3 })],
  ['thing.limit', name('double', { column: 4 })],
  ['inputs.margin', name('double', { constant: 0.5 })],
])
const scope = createScope(names)
const texts: string[] = []
const intern = (text: string) => (texts.includes(text) ? texts.indexOf(text) : texts.push(text) - 1)

/** What our closure says: true, false, or undefined for unknown. */
function judge(source: string, row: readonly (number | boolean | string | undefined)[]): boolean | undefined {
  const expression = readExpression(source, scope)
  if (isFault(expression)) throw new Error(`${source}: ${expression.message}`)
  const kept = row.map((it) =>
    it === undefined ? Number.NaN : typeof it === 'number' ? it : typeof it === 'boolean' ? Number(it) : intern(it),
  )
  const result = compileNode(expression.ast, scope, intern)(Float64Array.from([99, ...kept]), 1)
  return Number.isNaN(result) ? undefined : result === 1
}

/** What the CEL engine says of the strict text; an error, such as a missing variable, is undefined. */
function judgeByCel(source: string, row: readonly (number | boolean | string | undefined)[]): boolean | undefined {
  const expression = readExpression(source, scope)
  if (isFault(expression)) throw new Error(`${source}: ${expression.message}`)
  const [a, b, on, mode, limit] = row
  const bare = Object.entries({ a, b, on, mode }).filter(([, value]) => value !== undefined)
  const thing = limit === undefined ? {} : { limit }
  try {
    return scope.environment.evaluate(expression.strict, {
      ...Object.fromEntries(bare),
      thing,
      inputs: { margin: 0.5 },
    })
  } catch {
    return undefined
  }
}

const figure = fc.oneof(
  fc.integer({ min: -6, max: 6 }).map(Number),
  fc.integer({ min: -12, max: 12 }).map((it) => it / 4),
)
const literal = fc.oneof(
  fc.integer({ min: 0, max: 6 }).map(String),
  fc.integer({ min: 0, max: 24 }).map((it) => (it / 4).toFixed(2)),
)
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 4 })
const rowOf = fc.tuple(
  maybe(figure),
  maybe(figure),
  maybe(fc.boolean()),
  maybe(fc.constantFrom('dry', 'wet')),
  maybe(figure),
)

const { condition } = fc.letrec<{ number: string; condition: string }>((tie) => ({
  number: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'n' },
    fc.constantFrom('a', 'b', 'thing.limit', 'inputs.margin'),
    literal,
    fc.tuple(tie('number'), fc.constantFrom('+', '-', '*'), tie('number')).map(([x, op, y]) => `(${x} ${op} ${y})`),
    fc.tuple(tie('number'), fc.constantFrom('2', '4.0', '(1 + 1)')).map(([x, y]) => `(${x} / ${y})`),
    tie('number').map((x) => `-(${x})`),
    fc.tuple(tie('condition'), tie('number'), tie('number')).map(([c, x, y]) => `(${c} ? ${x} : ${y})`),
  ),
  condition: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'c' },
    fc.constantFrom(
      'on',
      '!on',
      'true',
      'mode == "wet"',
      'mode != "dry"',
      'mode in ["wet", "dry"]',
      'a in [1, 2.5, 3]',
    ),
    fc
      .tuple(tie('number'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), tie('number'))
      .map(([x, op, y]) => `${x} ${op} ${y}`),
    fc.tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition')).map(([x, op, y]) => `(${x} ${op} ${y})`),
    tie('condition').map((x) => `!(${x})`),
    fc.tuple(tie('condition'), tie('condition'), tie('condition')).map(([c, x, y]) => `(${c} ? ${x} : ${y})`),
  ),
}))

test('a closure gives what the CEL engine gives, with unknown for its errors', () => {
  const small = condition.filter((source) => !isFault(readExpression(source, scope)))
  fc.assert(
    fc.property(small, rowOf, (source, row) => assert.equal(judge(source, row), judgeByCel(source, row), source)),
    { numRuns: 2000 },
  )
})

test('unknown spreads, except where the other side decides', () => {
  assert.equal(judge('a > 1', [undefined, 0, true, 'x', 0]), undefined)
  assert.equal(judge('on || a > 1', [undefined, 0, true, 'x', 0]), true)
  assert.equal(judge('a > 1 || on', [undefined, 0, true, 'x', 0]), true)
  assert.equal(judge('a > 1 && !on', [undefined, 0, true, 'x', 0]), false)
  assert.equal(judge('a > 1 && on', [undefined, 0, true, 'x', 0]), undefined)
})

test('what has no value in arithmetic, 0/0, is unknown and judges nothing', () => {
  assert.equal(judge('a / b >= 0', [0, 0, true, 'x', 0]), undefined)
  assert.equal(judge('a / b >= 0', [1, 0, true, 'x', 0]), true)
})

test('integers in an expression are doubles', () => {
  assert.equal(judge('a + 1 > 4', [3.5, 0, true, 'x', 0]), true)
  assert.equal(judge('a == 3', [3, 0, true, 'x', 0]), true)
})
