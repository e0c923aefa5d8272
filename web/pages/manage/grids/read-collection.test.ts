import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCollection } from './read-collection.ts'

test('a feature collection is read, with a mark at its beginning too', () => {
  const text = '{"type":"FeatureCollection","name":"x","features":[{"type":"Feature"}]}'
  const read = { is: 'read', collection: { type: 'FeatureCollection', features: [{ type: 'Feature' }] } }
  assert.deepEqual(readCollection(text), read)
  assert.deepEqual(readCollection(`\uFEFF${text}`), read)
})

test('anything else says what it is not', () => {
  assert.equal(readCollection('code,name').is, 'notJson')
  const others = [
    'null',
    '[]',
    '{}',
    '{"type":"Feature","geometry":null}',
    '{"type":"FeatureCollection","features":[]}',
  ]
  for (const text of others) assert.equal(readCollection(text).is, 'notCollection', text)
  const many = JSON.stringify({ type: 'FeatureCollection', features: Array.from({ length: 20_001 }, () => 1) })
  assert.equal(readCollection(many).is, 'notCollection')
})
