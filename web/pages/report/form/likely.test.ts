import assert from 'node:assert/strict'
import { test } from 'node:test'
import { likely } from './likely.ts'

const kind = (code: string, zh: string, en: string, words: string[] = []) => ({
  code,
  title: { zh, en },
  className: { zh: '', en: '' },
  words: { zh: words, en: [] },
})
const kinds = [
  kind('cover', '井盖', 'Manhole cover', ['窨井']),
  kind('lamp', '路灯', 'Street lamp'),
  kind('x', '水', 'Water'),
]

test('kinds are those whose words were said, most of them first', () => {
  assert.deepEqual(
    likely(kinds, '路灯不亮，井盖、窨井也坏了').map(({ code }) => code),
    ['cover', 'lamp'],
  )
  assert.deepEqual(
    likely(kinds, 'the STREET LAMP is out').map(({ code }) => code),
    ['lamp'],
  )
})

test('nothing said, nothing suggested; one letter says nothing', () => {
  assert.deepEqual(likely(kinds, ''), [])
  assert.deepEqual(likely(kinds, '水'), [])
})
