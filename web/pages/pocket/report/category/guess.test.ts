import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Category } from '../../../../../contract/cases/report.ts'
import { findCategories, guessCategories, type Hints } from './guess.ts'

const category = (code: string, number: string, zh: string, en: string, words: string[]): Category => ({
  code,
  number,
  kind: 'events',
  title: { zh, en },
  className: { zh: '馆内', en: 'Rooms' },
  words: { zh: words, en: [] },
  subject: 'library',
  conditions: [],
})

const books = category('late', '01-01', '图书逾期', 'Overdue book', ['没还'])
const lamps = category('lamp', '01-02', '台灯', 'Lamp', ['不亮', '灯泡'])
const doors = category('door', '02-01', '门', 'Door', ['关不上'])
const all = [books, lamps, doors]
const nothing: Hints = { words: '', nearby: [], things: [], recent: [] }
const first = (hints: Partial<Hints>) => guessCategories(all, { ...nothing, ...hints })[0]

test('words come first, then things and cases nearby, then habit', () => {
  assert.deepEqual(first({ words: '灯泡又不亮了', recent: ['door'] }), { category: lamps, likely: true })
  assert.deepEqual(first({ words: 'the LAMP is dark' }), { category: lamps, likely: true })
  assert.deepEqual(first({ things: [{ name: { zh: '阅览室台灯 3', en: 'x' }, distanceM: 5 }], recent: ['door'] }), {
    category: lamps,
    likely: true,
  })
  assert.deepEqual(first({ nearby: [{ category: 'door', distanceM: 8 }] }), { category: doors, likely: true })
  assert.deepEqual(first({ recent: ['door', 'lamp'] }), { category: doors, likely: false })
})

test('where nothing speaks for any, they stand by number and none is likely', () => {
  assert.deepEqual(
    guessCategories(all, nothing).map(({ category: { code }, likely }) => [code, likely]),
    [
      ['late', false],
      ['lamp', false],
      ['door', false],
    ],
  )
})

test('a case far off says little', () => {
  assert.equal(first({ nearby: [{ category: 'door', distanceM: 100 }] })?.likely, false)
})

test('search looks at names, classes, numbers and words', () => {
  assert.deepEqual(findCategories(all, '灯泡'), [lamps])
  assert.deepEqual(findCategories(all, '02-01'), [doors])
  assert.deepEqual(findCategories(all, 'rooms over'), [books])
  assert.deepEqual(findCategories(all, ''), all)
  assert.deepEqual(findCategories(all, '鱼'), [])
})
