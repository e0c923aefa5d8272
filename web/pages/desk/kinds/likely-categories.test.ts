import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Category } from '../../../../contract/cases/index.ts'
import { likelyCategories } from './likely-categories.ts'

const category = (code: string, zh: string, en: string, number: string, words: string[]) =>
  ({
    code,
    title: { zh, en },
    number,
    className: { zh: '公用设施', en: 'Utilities' },
    words: { zh: words, en: [] },
  }) as unknown as Category

const categories = [
  category('cover', '井盖', 'Manhole cover', '01-01', ['窨井盖', '下水道盖']),
  category('lamp', '路灯', 'Street lamp', '02-01', ['灯不亮']),
]
const found = (typed: string, told = '') => likelyCategories(categories, typed, told).map(({ code }) => code)

test('categories are found by name, by what people call them, by number and by class', () => {
  assert.deepEqual(found('下水道'), ['cover'])
  assert.deepEqual(found('street'), ['lamp'])
  assert.deepEqual(found('01-01'), ['cover'])
  assert.deepEqual(found('公用设施'), ['cover', 'lamp'])
})

test('before anything is typed, what was told suggests', () => {
  assert.deepEqual(found('', '门口的路灯坏了，灯不亮，旁边下水道盖也响'), ['lamp', 'cover'])
  assert.deepEqual(found('', 'A Manhole Cover is gone'), ['cover'])
  assert.deepEqual(found('', '楼上漏水'), [])
})
