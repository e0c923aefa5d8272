import assert from 'node:assert/strict'
import { test } from 'node:test'
import { defineTexts, speaker } from './texts.ts'
import { words } from './words.ts'

const texts = defineTexts({ hello: ['你好，{name}', 'Hello, {name}'], done: ['好了', 'Done'] })

test('a text is said in the language asked for, with its values', () => {
  assert.equal(speaker(texts, 'zh')('hello', { name: '晓峰' }), '你好，晓峰')
  assert.equal(speaker(texts, 'en')('hello', { name: 'Xiaofeng' }), 'Hello, Xiaofeng')
  assert.equal(speaker(texts, 'en')('done'), 'Done')
})

test('a value is never taken for a pattern or a slot', () => {
  assert.equal(speaker(texts, 'en')('hello', { name: '{name} $& $1' }), 'Hello, {name} $& $1')
})

test('the common words have the same slots in both languages', () => {
  const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort()
  for (const [key, [zh, en]] of Object.entries(words)) {
    assert.deepEqual(slots(zh), slots(en), key)
    assert.notEqual(zh, '', key)
    assert.notEqual(en, '', key)
  }
})
