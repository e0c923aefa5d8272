import assert from 'node:assert/strict'
import { test } from 'node:test'
import { libraryFolder } from '../../test/support/library-pack.ts'
import { loadPack } from './load.ts'
import { layThings } from './things.ts'

test('things come as listed and as made for the place, under full types, codes never twice', () => {
  const content = loadPack(libraryFolder).content
  assert.ok(content)
  const rows = layThings(content, ({ layer, count, seed }) => {
    assert.deepEqual([layer, count, seed], ['block', 3, 7])
    return [1, 2].map((ordinal) => ({ lon: 1, lat: ordinal, beside: { nameZh: '', nameEn: '', ordinal } }))
  })
  assert.deepEqual(
    rows.map((it) => [it.code, it.type, it.name.en]),
    [
      ['RR-01', 'library.reading-room', 'Reading room 1'],
      ['BK-01', 'library.book', 'Ordinary World'],
      ['RR-001', 'library.reading-room', 'Reading room 1'],
      ['RR-002', 'library.reading-room', 'Reading room 2'],
    ],
  )
})
