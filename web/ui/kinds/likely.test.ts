import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findKinds, guessKinds, type Hints, type Kind, likelyKinds } from './likely.ts'

const kind = (code: string, number: string, zh: string, en: string, words: string[], english: string[] = []): Kind => ({
  code,
  number,
  title: { zh, en },
  className: { zh: '馆内', en: 'Rooms' },
  words: { zh: words, en: english },
})

const books = kind('late', '01-01', '图书逾期', 'Overdue book', ['没还'])
const lamps = kind('lamp', '01-02', '台灯', 'Lamp', ['不亮', '灯泡'], ['dark'])
const doors = kind('door', '02-01', '门', 'Door', ['关不上', '门锁'])
const trees = kind('tree', '03-01', '树木', 'Tree', ['树枝'])
const all = [books, lamps, doors, trees]
const nothing: Hints = { words: '' }
const first = (hints: Partial<Hints>) => {
  const [guess] = guessKinds(all, { ...nothing, ...hints })
  return [guess?.kind.code, guess?.likely]
}
const codes = (kinds: readonly Kind[]) => kinds.map(({ code }) => code)
const told = (words: string) => codes(likelyKinds(all, { words }, 6))

test('words come first, then things and cases nearby, then habit', () => {
  assert.deepEqual(first({ words: '灯泡又不亮了', recent: ['door'] }), ['lamp', true])
  assert.deepEqual(first({ words: 'the LAMP is dark' }), ['lamp', true])
  const things = [{ name: { zh: '阅览室台灯 3', en: 'x' }, distanceM: 5 }]
  assert.deepEqual(first({ things, recent: ['door'] }), ['lamp', true])
  assert.deepEqual(first({ nearby: [{ category: 'door', distanceM: 8 }] }), ['door', true])
  assert.deepEqual(first({ recent: ['door', 'lamp'] }), ['door', false])
})

test('where nothing speaks for any, they stand by number and none is likely', () => {
  assert.deepEqual(
    guessKinds(all, nothing).map(({ kind: { code }, found, likely }) => [code, found, likely]),
    all.map(({ code }) => [code, false, false]),
  )
})

test('a case far off says little', () => {
  assert.deepEqual(first({ nearby: [{ category: 'door', distanceM: 100 }] }), ['door', false])
})

test('of what is told the likeliest come first, most of their words before fewer, and none without', () => {
  assert.deepEqual(told('门锁坏了关不上，台灯也不亮，灯泡碎了'), ['lamp', 'door'])
  assert.deepEqual(told('楼上漏水'), [])
  assert.deepEqual(told(''), [])
  assert.equal(likelyKinds(all, { words: '门锁 台灯 树枝' }, 2).length, 2)
})

test('one character says nothing, and letters count from the beginning of a word', () => {
  assert.deepEqual(told('门'), [])
  assert.deepEqual(told('a hole in the street'), [])
  assert.deepEqual(told('two trees fell onto the street'), ['tree'])
})

test('search looks at names, classes, numbers and words', () => {
  const found = (typed: string) => codes(findKinds(all, typed))
  assert.deepEqual(found('灯泡'), ['lamp'])
  assert.deepEqual(found('02-01'), ['door'])
  assert.deepEqual(found('rooms over'), ['late'])
  assert.deepEqual(found(''), codes(all))
  assert.deepEqual(found('鱼'), [])
})
